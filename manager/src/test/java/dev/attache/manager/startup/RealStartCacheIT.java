package dev.attache.manager.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

import javax.tools.ToolProvider;

/** The cache with the real VM, and a worker of a few lines: what counts is whence classes come. */
class RealStartCacheIT {
    private static final String SOURCE =
            """
            package dev.attache.worker;

            public class Main {
                public static void main(String[] words) {
                    System.out.println("says " + new Word("WORD").text());
                }

                record Word(String text) {}
            }
            """;

    @TempDir Path root;

    @Test
    void theVmTakesTheWorkersClassesFromItUntilAJarIsReplaced() throws Exception {
        Path jar = worker("one");
        StartCache cache = cache(jar);
        assertThat(said(cache.command()))
                .contains("says one")
                .doesNotContain("Main source: shared");

        assertThat(cache.build()).extracting(State::kind).isEqualTo(State.Kind.FRESH);
        assertThat(said(cache.command())).contains("says one", "Main source: shared objects file");

        worker("another");
        // Started with the old one, the VM would go on to say `one`.
        assertThat(said(cache.command())).contains("says another");
        StartCache next = cache(jar);
        assertThat(next.look().kind()).isEqualTo(State.Kind.STALE);
        assertThat(next.build().kind()).isEqualTo(State.Kind.FRESH);
        assertThat(said(next.command()))
                .contains("says another", "Main source: shared objects file");
    }

    private StartCache cache(Path jar) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return StartCache.of(
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-Xlog:class+load",
                        "-cp",
                        jar.toString(),
                        "dev.attache.worker.Main"),
                root.resolve("home"),
                Map.of("PATH", Objects.requireNonNull(System.getenv("PATH"))));
    }

    private static String said(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Path worker(String word) throws IOException {
        Path source = Files.createDirectories(root.resolve("source")).resolve("Main.java");
        Files.writeString(source, SOURCE.replace("WORD", word));
        Path classes = Files.createDirectories(root.resolve("classes"));
        int failed =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(failed).isZero();
        Path jar = root.resolve("worker.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            for (String name : List.of("Main.class", "Main$Word.class")) {
                entries.putNextEntry(new ZipEntry("dev/attache/worker/" + name));
                entries.write(
                        Files.readAllBytes(classes.resolve("dev/attache/worker").resolve(name)));
                entries.closeEntry();
            }
        }
        return jar;
    }
}
