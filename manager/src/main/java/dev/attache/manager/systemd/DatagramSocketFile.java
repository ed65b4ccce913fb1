package dev.attache.manager.systemd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A Unix datagram socket that sends to one address. Java has none, so the kernel is asked through
 * the foreign-function API. Only Linux: its numbers are written here, and only there is systemd.
 */
final class DatagramSocketFile implements AutoCloseable {
    static final class Trouble extends Exception {
        private static final long serialVersionUID = 1;

        Trouble(String message) {
            super(message);
        }
    }

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int PATH_BYTES = 108;

    private final int descriptor;
    private final byte[] address;
    private boolean closed;

    private DatagramSocketFile(int descriptor, byte[] address) {
        this.descriptor = descriptor;
        this.address = address;
    }

    /** A path, or `@name` for a name that is in no file system. */
    static DatagramSocketFile open(String address) throws Trouble {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new Trouble("NOTIFY_SOCKET is set, and this is not Linux");
        }
        if (!address.startsWith("/") && !address.startsWith("@")) {
            throw new Trouble("NOTIFY_SOCKET is neither a path nor an @name");
        }
        byte[] path = address.getBytes(StandardCharsets.UTF_8);
        if (path.length >= PATH_BYTES) {
            throw new Trouble("NOTIFY_SOCKET is longer than a socket's name can be");
        }
        if (path[0] == '@') {
            path[0] = 0;
        }
        int descriptor = (int) Calls.SOCKET.call((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        return new DatagramSocketFile(descriptor, path);
    }

    synchronized void send(String text) throws Trouble {
        if (closed) {
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment to = arena.allocate(Short.BYTES + PATH_BYTES);
            to.set(JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(address, 0, to, JAVA_BYTE, Short.BYTES, address.length);
            // A name ends where its length says; the zero after a path is counted, as is usual.
            int length = Short.BYTES + address.length + (address[0] == 0 ? 0 : 1);
            Calls.SENDTO.call(
                    descriptor,
                    arena.allocateFrom(JAVA_BYTE, bytes),
                    (long) bytes.length,
                    MSG_NOSIGNAL | MSG_DONTWAIT,
                    to,
                    length);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                Calls.CLOSE.call(descriptor);
            } catch (Trouble _) {
                // Linux has let it go in any case.
            }
        }
    }

    private static final class Calls {
        static final SystemCall SOCKET =
                new SystemCall(
                        "socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
        static final SystemCall SENDTO =
                new SystemCall(
                        "sendto",
                        FunctionDescriptor.of(
                                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS,
                                JAVA_INT));
        static final SystemCall CLOSE =
                new SystemCall("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    }
}
