package dev.attache.manager.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

@Timeout(120)
class DeadThreadIT {
    @Test
    void aProcessWithADeadThreadEndsAndSaysWhy() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LosesAThread.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(Exit.BROKEN);
        assertThat(said).contains("has died", "thread=heartbeat", "as if there were a fault");
    }

    /** Would live for ever. */
    static final class LosesAThread {
        public static void main(String[] arguments) throws InterruptedException {
            DeadThread.endsTheProcess();
            Thread.ofVirtual()
                    .name("heartbeat")
                    .start(
                            () -> {
                                throw new IllegalStateException("as if there were a fault");
                            });
            Thread.currentThread().join();
        }
    }
}
