package dev.attache.bench.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Ports for servers that will be stopped and started again. Below those that kernels give to
 * outgoing connections, of which one would take the place of a server that is away.
 */
final class Ports {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 30_000;
    private static final int ATTEMPTS = 100;
    private static final Random RANDOM = new Random();

    private Ports() {}

    static int anyFree() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = RANDOM.nextInt(LOWEST, HIGHEST);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
