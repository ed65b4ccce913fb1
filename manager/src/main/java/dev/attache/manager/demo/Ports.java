package dev.attache.manager.demo;

import dev.attache.manager.Refused;
import dev.attache.manager.status.PortOwner;

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
                    "port %d is taken%s: stop what listens there, or %s"
                            .formatted(
                                    port,
                                    PortOwner.of(port).map(owner -> " by " + owner).orElse(""),
                                    otherwise));
        }
    }

    /** The one that people know, or else any. */
    static int preferably(int port) throws IOException {
        try {
            requireFree(port, "");
            return port;
        } catch (Refused e) {
            return anyFree();
        }
    }

    /** Free a moment ago; nobody else on this machine is handed the same one soon. */
    static int anyFree() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
