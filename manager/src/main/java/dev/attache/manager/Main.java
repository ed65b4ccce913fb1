package dev.attache.manager;

import dev.attache.manager.cli.Commands;
import dev.attache.manager.cli.StartRehearsal;
import dev.attache.manager.cli.Surroundings;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** The command line: only parses and delegates. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        // Beside System.err, whose lock is held for as long as nobody reads what the log says.
        var stderr = new FileOutputStream(FileDescriptor.err);
        var err = new PrintWriter(stderr, true, StandardCharsets.UTF_8);
        int exit = run(arguments, System.getenv(), out, err);
        out.flush();
        err.flush();
        System.exit(exit);
    }

    /** The same with everything around it given; returns the exit code. */
    public static int run(
            String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        boolean onlyVersion =
                arguments.length == 1
                        && (arguments[0].equals("version") || arguments[0].equals("--version"));
        if (onlyVersion) {
            // Before anything else is loaded.
            out.println("attache " + Version.current());
            return 0;
        }
        if (arguments.length == 2 && arguments[0].equals("rehearse")) {
            // Nobody's command: a life that is played for the start-up cache.
            return StartRehearsal.play(Path.of(arguments[1]), environment, err);
        }
        return Commands.run(arguments, new Surroundings(environment, out, err));
    }
}
