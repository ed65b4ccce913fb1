package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * TLS costs a worker 5 MB and 200 ms, the security providers 30 ms: a plain address loads neither.
 */
class LazyTlsIT {
    @Test
    void aPlainAddressLoadsNoTls() throws Exception {
        try (NodePeer server = NodePeer.start("y-websocket-server.mjs")) {
            String url = "ws://127.0.0.1:" + server.line() + "/room";
            Process child =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-Xlog:class+load:stdout",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Connects.class.getName(),
                                    url)
                            .redirectErrorStream(true)
                            .start();

            String loaded =
                    new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(child.waitFor()).as(loaded).isZero();
            assertThat(loaded)
                    .contains("dev.attache.worker.websocket.")
                    .doesNotContain("sun.security.ssl.", "java.security.SecureRandom");
        }
    }

    /** Ends well when it has synced. */
    static final class Connects {
        private Connects() {}

        public static void main(String[] arguments) throws Exception {
            try (LoopedReplica agent = new LoopedReplica(URI.create(arguments[0]), "token")) {
                agent.until("synced", () -> agent.replica().isSynced());
            }
        }
    }
}
