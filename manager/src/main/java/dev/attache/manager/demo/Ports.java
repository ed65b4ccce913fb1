package dev.attache.manager.demo;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine: one asked for, or any. */
final class Ports {
    private Ports() {}

    static void requireFree(int port, String otherwise) throws Refused {
        try (ServerSocket probe = new ServerSocket()) {
            // As the servers do: what only lingers from a former run is no obstacle.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new Refused(
                    "port %d is taken: stop what listens there, or %s".formatted(port, otherwise));
        }
    }

    /** Free a moment ago; nobody else on this machine is handed the same one soon. */
    static int anyFree() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
