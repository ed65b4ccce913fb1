package dev.attache.manager.testkit;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a transaction pooler does to a client: each transaction may run on another server
 * connection, and what the server says outside of one is lost. Connections go round in turn, so
 * that a client with any company never gets its last one back.
 */
public final class TransactionPooler implements AutoCloseable {
    private record Server(Socket socket, DataInputStream in, OutputStream out) {}

    private final ServerSocket door;
    private final int serverPort;
    private final ConcurrentLinkedDeque<Server> free = new ConcurrentLinkedDeque<>();
    private final List<Socket> clients = new ArrayList<>();
    private final AtomicLong swaps = new AtomicLong();

    public TransactionPooler(int serverPort) throws IOException {
        this.serverPort = serverPort;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("pooler").start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** How often a client went on with another server connection than it had. */
    public long swaps() {
        return swaps.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        synchronized (clients) {
            for (Socket client : clients) {
                client.close();
            }
        }
        for (Server server : free) {
            server.socket().close();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                synchronized (clients) {
                    clients.add(client);
                }
                Thread.ofPlatform().daemon().name("pooled-client").start(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            var in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            Server last = logIn(in, out);
            while (last != null) {
                int first = in.read();
                if (first < 0 || first == 'X') {
                    return;
                }
                Server server = free.pollFirst();
                if (server == null) {
                    throw new IOException("no server connection left");
                }
                if (!server.equals(last)) {
                    swaps.incrementAndGet();
                }
                transaction(first, in, out, server);
                last = server;
                free.addLast(server);
            }
        } catch (IOException e) {
            // The client or the server has gone: so has this pair.
            return;
        }
    }

    /** Each client brings a server connection along, and gets any. */
    @SuppressWarnings("NullAway") // null: the client only wanted something cancelled
    private Server logIn(DataInputStream in, OutputStream out) throws IOException {
        byte[] startup = sized(in);
        if (code(startup) == 80877103) {
            out.write('N');
            out.flush();
            startup = sized(in);
        }
        if (code(startup) == 80877102) {
            return null;
        }
        var socket = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        socket.setTcpNoDelay(true);
        var server =
                new Server(
                        socket,
                        new DataInputStream(socket.getInputStream()),
                        socket.getOutputStream());
        server.out().write(startup);
        server.out().flush();
        while (true) {
            byte[] message = message(server.in());
            out.write(message);
            out.flush();
            if (message[0] == 'R' && message[8] != 0) {
                server.out().write(message(in));
                server.out().flush();
            } else if (message[0] == 'Z') {
                free.addFirst(server);
                return server;
            }
        }
    }

    private static void transaction(int first, DataInputStream in, OutputStream out, Server server)
            throws IOException {
        byte[] request = message(first, in);
        while (true) {
            server.out().write(request);
            // Sync or a simple query: the server answers up to its readiness.
            if (request[0] == 'S' || request[0] == 'Q') {
                server.out().flush();
                if (answers(out, server)) {
                    return;
                }
            }
            request = message(in);
        }
    }

    /** Whether the server is outside of a transaction afterwards. */
    private static boolean answers(OutputStream out, Server server) throws IOException {
        while (true) {
            byte[] message = message(server.in());
            if (message[0] != 'A') {
                out.write(message);
            }
            if (message[0] == 'Z') {
                out.flush();
                return message[5] == 'I';
            }
        }
    }

    private static int code(byte[] startup) {
        return java.nio.ByteBuffer.wrap(startup).getInt(4);
    }

    private static byte[] sized(DataInputStream in) throws IOException {
        int length = in.readInt();
        var buffer = java.nio.ByteBuffer.allocate(length).putInt(length);
        in.readFully(buffer.array(), 4, length - 4);
        return buffer.array();
    }

    private static byte[] message(DataInputStream in) throws IOException {
        return message(in.readUnsignedByte(), in);
    }

    private static byte[] message(int type, DataInputStream in) throws IOException {
        int length = in.readInt();
        var buffer = java.nio.ByteBuffer.allocate(length + 1).put((byte) type).putInt(length);
        in.readFully(buffer.array(), 5, length - 4);
        return buffer.array();
    }
}
