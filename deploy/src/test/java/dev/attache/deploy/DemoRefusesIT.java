package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What keeps a demo from starting is one sentence, and nothing is left of the attempt. */
@Timeout(120)
class DemoRefusesIT {
    /** What the launcher script calls. */
    private static final List<String> TOOLS = List.of("dirname", "readlink", "sed", "ls", "grep");

    @TempDir Path folder;

    @Test
    void aTakenPortIsSaidWithItsOwner() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = demo(Map.of(), "--port", String.valueOf(taken.getLocalPort()));

            assertThat(ran.err())
                    .startsWith("port " + taken.getLocalPort() + " is taken")
                    .contains("say --port with another")
                    .hasLineCount(1);
            assertThat(ran.exit()).isEqualTo(2);
        }
    }

    @Test
    void aMissingNodeIsSaidWithWhereToGetIt() throws Exception {
        Path tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : TOOLS) {
            Path call = tools.resolve(tool);
            Files.writeString(call, "#!/bin/sh\nexec %s \"$@\"\n".formatted(where(tool)));
            assertThat(call.toFile().setExecutable(true)).isTrue();
        }

        Ran ran =
                demo(
                        Map.of(
                                "PATH",
                                tools.toString(),
                                "ATTACHE_JAVA_HOME",
                                System.getProperty("java.home")));

        assertThat(ran.err()).contains("needs Node.js 20", "no `node` on the PATH").hasLineCount(1);
        assertThat(ran.exit()).isEqualTo(2);
    }

    @Test
    void aHomeThatCannotBeWrittenIsSaid() throws Exception {
        // Root may write everywhere but under a file.
        Path file = Files.createFile(folder.resolve("file"));

        Ran ran = demo(Map.of("ATTACHE_HOME", file.resolve("home").toString()));

        assertThat(ran.err())
                .contains("cannot be written", "set ATTACHE_HOME to a folder that can")
                .hasLineCount(1);
        assertThat(ran.exit()).isEqualTo(2);
    }

    private Ran demo(Map<String, String> environment, String... words) throws Exception {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("ATTACHE_HOME", folder.resolve("home").toString());
        String[] command =
                Stream.concat(Stream.of("demo"), Stream.of(words)).toArray(String[]::new);
        Ran ran = Archive.unpacked().attache(folder, all, command);
        assertThat(ran.out()).isEmpty();
        assertThat(Leftovers.of(folder)).isEmpty();
        return ran;
    }

    private static Path where(String tool) throws IOException {
        return Stream.of("/usr/bin", "/bin")
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IOException("there is no " + tool));
    }
}
