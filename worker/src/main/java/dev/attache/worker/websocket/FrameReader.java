package dev.attache.worker.websocket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what a server sends, checks it, and joins what comes in parts. */
final class FrameReader {
    private static final int CONTROL_BYTES = 125;

    /** Told of whole messages and of control frames, in their order. */
    interface Sink {
        void binary(byte[] message);

        void text(String message);

        void ping(byte[] content);

        void pong();

        void close(CloseStatus status);
    }

    private final DataInputStream in;
    private final int largest;
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

    /** What is being joined; a continuation when nothing is. */
    private int joining = Opcode.CONTINUATION;

    FrameReader(DataInputStream in, int largest) {
        this.in = in;
        this.largest = largest;
    }

    /** One frame. */
    void next(Sink sink) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        boolean last = (first & 0x80) != 0;
        int opcode = first & 0x0F;
        check((first & 0x70) == 0, "an extension that was not agreed on");
        check((second & 0x80) == 0, "a masked frame from a server");
        long length =
                switch (second) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> second;
                };
        if (Opcode.isControl(opcode)) {
            check(
                    last && 0 <= length && length <= CONTROL_BYTES,
                    "a control frame in parts, or too long");
            control(opcode, content((int) length), sink);
            return;
        }
        if (length < 0 || length > largest - parts.size()) {
            throw new BrokenFrame(
                    CloseStatus.TOO_LARGE, "a message of more than " + largest + " bytes");
        }
        data(opcode, last, content((int) length), sink);
    }

    private byte[] content(int length) throws IOException {
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("the connection ended within a frame");
        }
        return content;
    }

    private static void control(int opcode, byte[] content, Sink sink) throws BrokenFrame {
        switch (opcode) {
            case Opcode.PING -> sink.ping(content);
            case Opcode.PONG -> sink.pong();
            case Opcode.CLOSE -> sink.close(CloseStatus.read(content));
            default -> check(false, "a frame of an unknown kind");
        }
    }

    private void data(int opcode, boolean last, byte[] content, Sink sink) throws IOException {
        switch (opcode) {
            case Opcode.CONTINUATION ->
                    check(joining != Opcode.CONTINUATION, "a continuation of nothing");
            case Opcode.TEXT, Opcode.BINARY -> {
                check(joining == Opcode.CONTINUATION, "a message within another");
                joining = opcode;
            }
            default -> check(false, "a frame of an unknown kind");
        }
        if (!last) {
            parts.writeBytes(content);
            return;
        }
        int kind = joining;
        joining = Opcode.CONTINUATION;
        byte[] message = joined(content);
        if (kind == Opcode.BINARY) {
            sink.binary(message);
        } else {
            sink.text(text(message));
        }
    }

    /** Most messages come in one part, and are not copied. */
    private byte[] joined(byte[] lastPart) {
        if (parts.size() == 0) {
            return lastPart;
        }
        parts.writeBytes(lastPart);
        byte[] message = parts.toByteArray();
        parts.reset();
        return message;
    }

    private static String text(byte[] message) throws BrokenFrame {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException wrong) {
            throw new BrokenFrame(CloseStatus.NOT_TEXT, "a text that is not UTF-8");
        }
    }

    private static void check(boolean holds, String otherwise) throws BrokenFrame {
        if (!holds) {
            throw new BrokenFrame(CloseStatus.PROTOCOL, otherwise);
        }
    }
}
