package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Broken updates, by the thousands, in JVMs of their own: none may hang, and none may kill. Six of
 * a million did until updates that came before what they build on were made to wait ({@link
 * EarlyParts}), one of seven million until nothing more was taken behind one that is refused.
 */
class FuzzIT {
    private static final long INPUTS = Boolean.getBoolean("attache.full") ? 1_000_000 : 20_000;
    private static final int DEATHS = 0;
    private static final Duration SILENCE = Duration.ofSeconds(60);

    @Test
    void noBrokenUpdateHangsTheProcessOrKillsIt() throws Exception {
        List<String> deaths = new ArrayList<>();
        List<String> summaries = new ArrayList<>();
        long next = 0;
        while (next < INPUTS && deaths.size() <= DEATHS) {
            long last = run(next, summaries, deaths);
            next = last < 0 ? INPUTS : last + 50;
        }

        System.out.println("fuzz of " + INPUTS + " inputs: " + summaries + ", deaths: " + deaths);
        assertThat(deaths)
                .hasSizeLessThanOrEqualTo(DEATHS)
                .noneMatch(end -> end.startsWith("silence"));
        assertThat(summaries.toString())
                .contains("taken=")
                .contains("refused=")
                .doesNotContain("impossible");
    }

    /** -1 when it came to its end, else the seed at which the child died or fell silent. */
    private static long run(long first, List<String> summaries, List<String> deaths)
            throws IOException, InterruptedException {
        Process child =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                // As small as a worker's, so that a deep recursion is found here
                                // first.
                                "-Xss256k",
                                "-Xmx64m",
                                "-XX:ErrorFile=target/fuzz-%p.log",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FuzzedUpdates.class.getName(),
                                String.valueOf(first),
                                String.valueOf(INPUTS - first))
                        .redirectErrorStream(true)
                        .start();
        BlockingQueue<String> lines = lines(child);
        long at = first;
        Instant limit = Instant.now().plus(SILENCE);
        while (true) {
            String line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line == null) {
                if (Instant.now().isAfter(limit)) {
                    child.destroyForcibly();
                    deaths.add("silence at seed " + at);
                    return at;
                }
                continue;
            }
            limit = Instant.now().plus(SILENCE);
            if (line.startsWith("at ")) {
                at = Long.parseLong(line.substring(3));
            } else if (line.startsWith("done ")) {
                summaries.add(line.substring(5));
                return -1;
            } else if (line.startsWith("exit ")) {
                deaths.add("death with code " + line.substring(5) + " at seed " + at);
                return at;
            }
        }
    }

    private static BlockingQueue<String> lines(Process child) {
        BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (BufferedReader out =
                                    new BufferedReader(
                                            new InputStreamReader(
                                                    child.getInputStream(),
                                                    StandardCharsets.UTF_8))) {
                                out.lines().forEach(lines::add);
                                lines.add("exit " + child.waitFor());
                            } catch (IOException | InterruptedException e) {
                                lines.add("exit " + e.getMessage());
                            }
                        });
        return lines;
    }
}
