package dev.attache.worker.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Why a connection ends: a code and a sentence (RFC 6455, 7.4). */
public record CloseStatus(int code, String reason) {
    public static final int NORMAL = 1000;
    public static final int PROTOCOL = 1002;
    public static final int NONE_GIVEN = 1005;
    public static final int ABNORMAL = 1006;
    public static final int NOT_TEXT = 1007;
    public static final int TOO_LARGE = 1009;

    static CloseStatus read(byte[] content) throws BrokenFrame {
        if (content.length == 0) {
            return new CloseStatus(NONE_GIVEN, "");
        }
        if (content.length == 1) {
            throw new BrokenFrame(PROTOCOL, "half a close code");
        }
        int code = ByteBuffer.wrap(content).getShort() & 0xFFFF;
        String reason = new String(content, 2, content.length - 2, StandardCharsets.UTF_8);
        return new CloseStatus(code, reason);
    }

    /** As it is sent; what stands for "no frame at all" is never sent. */
    byte[] content() {
        if (code == NONE_GIVEN || code == ABNORMAL) {
            return new byte[0];
        }
        return ByteBuffer.allocate(2).putShort((short) code).array();
    }
}
