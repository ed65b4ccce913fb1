package dev.attache.worker.replica;

import dev.attache.worker.websocket.Handshake;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The server's side of a WebSocket (RFC 6455) whose client is in this process: whole messages, and
 * nothing that such a client does not do. Frames are written by the thread that reads them.
 */
final class LoopbackFrames {
    private static final int BINARY = 0x82;
    private static final int CLOSE = 0x88;
    private static final int PING = 0x89;
    private static final int PONG = 0x8A;
    private static final int LARGEST = 1 << 20;

    private final DataInputStream in;
    private final OutputStream out;

    LoopbackFrames(DataInputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void open() throws IOException {
        String key = "";
        String line = line();
        while (!line.isEmpty()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
            line = line();
        }
        out.write(
                ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Accept: "
                                + Handshake.answerTo(key)
                                + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int read = in.readUnsignedByte();
        while (read != '\n') {
            if (line.length() == LARGEST) {
                throw new IOException("an endless line");
            }
            line.append((char) read);
            read = in.readUnsignedByte();
        }
        return line.toString().strip();
    }

    void send(byte[] message) throws IOException {
        send(BINARY, message);
    }

    private void send(int kind, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(content.length + 10).put((byte) kind);
        if (content.length < 126) {
            frame.put((byte) content.length);
        } else if (content.length < 1 << 16) {
            frame.put((byte) 126).putShort((short) content.length);
        } else {
            frame.put((byte) 127).putLong(content.length);
        }
        frame.put(content);
        out.write(frame.array(), 0, frame.position());
    }

    /** The next message; empty when the client has said goodbye. Pings are answered in between. */
    Optional<byte[]> next() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] content = content();
            switch (kind) {
                case BINARY -> {
                    return Optional.of(content);
                }
                case PING -> send(PONG, content);
                case CLOSE -> {
                    send(CLOSE, content);
                    return Optional.empty();
                }
                default -> throw new IOException("a frame that nobody sends: " + kind);
            }
        }
    }

    private byte[] content() throws IOException {
        int length = in.readUnsignedByte() & 0x7F;
        long whole =
                switch (length) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> length;
                };
        if (whole < 0 || whole > LARGEST) {
            throw new EOFException("a frame of " + whole + " bytes");
        }
        byte[] mask = in.readNBytes(4);
        byte[] content = in.readNBytes((int) whole);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return content;
    }
}
