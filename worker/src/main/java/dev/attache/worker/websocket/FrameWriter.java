package dev.attache.worker.websocket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes whole messages, each masked anew as a client must. */
final class FrameWriter {
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;
    private static final int LONGEST_HEAD = 14;

    private final OutputStream out;
    private final Unguessable random;
    private final byte[] mask = new byte[4];

    FrameWriter(OutputStream out, Unguessable random) {
        this.out = out;
        this.random = random;
    }

    void write(int opcode, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEAD + content.length);
        frame.put((byte) (LAST | opcode));
        if (content.length < 126) {
            frame.put((byte) (MASKED | content.length));
        } else if (content.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) content.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(content.length);
        }
        random.fill(mask);
        frame.put(mask);
        byte[] bytes = frame.array();
        int head = frame.position();
        for (int i = 0; i < content.length; i++) {
            bytes[head + i] = (byte) (content[i] ^ mask[i & 3]);
        }
        // In one piece: with Nagle off, two writes would be two packets.
        out.write(bytes, 0, head + content.length);
    }
}
