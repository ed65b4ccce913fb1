package dev.attache.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

class EmbeddedDatabaseTest {
    private static final Path DATA = Path.of("/home/ana/demo/postgres");

    @Test
    void onlyTheServerOfThisDataIsALeftover() throws Exception {
        assertThat(isLeftover(DATA.toString())).isTrue();
        // The number of a server that has ended may be another server's by now.
        assertThat(isLeftover("/var/lib/postgresql/17/main")).isFalse();
        assertThat(isLeftover(DATA + "-of-ben")).isFalse();
    }

    /** A process with these words, by whatever name. */
    private static boolean isLeftover(String folder) throws Exception {
        Process process =
                new ProcessBuilder("sh", "-c", "read word", "postgres", "-D", folder).start();
        try {
            return EmbeddedDatabase.holds(process.toHandle(), DATA);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
