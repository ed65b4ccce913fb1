package dev.attache.bench.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;

/**
 * A second door to PostgreSQL, on a pooler's port: who comes through it, must do without LISTEN.
 * All of 127/8 is this machine, so that the port is free at one address or another.
 */
final class PoolerDoor implements AutoCloseable {
    private static final int PORT = 6432;
    private static final int ATTEMPTS = 100;
    private static final int WAITING_AT_MOST = 50;
    private static final int ADDRESSES = 200;
    private static final Random RANDOM = new Random();

    private final ServerSocket listener;
    private final int postgres;

    PoolerDoor(int postgres) throws IOException {
        this.postgres = postgres;
        listener = listen();
        Thread.ofVirtual().name("pooler-door").start(this::accept);
    }

    String url() {
        return "postgresql://postgres:postgres@%s:%d/postgres"
                .formatted(listener.getInetAddress().getHostAddress(), PORT);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private static ServerSocket listen() throws IOException {
        for (int attempt = 1; ; attempt++) {
            byte[] address = {127, part(), part(), part()};
            try {
                return new ServerSocket(PORT, WAITING_AT_MOST, InetAddress.getByAddress(address));
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static byte part() {
        return (byte) RANDOM.nextInt(1, ADDRESSES);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException e) {
                // Closed, which ends the loop; or one that left before it was let in.
            }
        }
    }

    /** Until either side ends; at once while PostgreSQL is away. */
    private void join(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), postgres)) {
            Thread back = Thread.ofVirtual().start(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException e) {
            // The client sees its connection end, as it would with a pooler.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has ended; both are closed by now.
        }
    }
}
