import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs google-java-format over the sources of one module: `check` fails the build, `write` mends. */
class FormatJava {
    public static void main(String[] args) throws Exception {
        boolean write = args[0].equals("write");
        List<String> call = new ArrayList<>(List.of("--aosp"));
        call.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
        Path sources = Path.of(args[1], "src");
        if (!Files.isDirectory(sources)) {
            return;
        }
        int before = call.size();
        try (var files = Files.walk(sources)) {
            files.filter(Files::isRegularFile)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .sorted()
                    .forEach(call::add);
        }
        if (call.size() == before) {
            return;
        }
        var out = new PrintWriter(System.out, true);
        int exit = new Main(out, new PrintWriter(System.err, true), System.in).format(call.toArray(String[]::new));
        if (exit != 0) {
            System.err.println("These files are not formatted. Mend them with: mvn -Pformat test-compile");
        }
        System.exit(exit);
    }
}
