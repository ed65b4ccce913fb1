package dev.attache.worker.websocket;

import java.nio.ByteBuffer;

/**
 * SHA-1 (RFC 3174) for the one thing a WebSocket asks it for, which is no secret. The JDK's own
 * comes with its security providers, whose settings are a text of sixty kilobytes: a third of a
 * start.
 */
final class Sha1 {
    private static final int BLOCK = 64;
    private static final int ROUNDS = 80;

    private Sha1() {}

    static byte[] of(byte[] message) {
        int[] state = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
        ByteBuffer padded = padded(message);
        while (padded.hasRemaining()) {
            mix(state, padded);
        }
        ByteBuffer digest = ByteBuffer.allocate(state.length * Integer.BYTES);
        for (int part : state) {
            digest.putInt(part);
        }
        return digest.array();
    }

    /** A one bit, zeros to the end of a block, and the length in bits. */
    private static ByteBuffer padded(byte[] message) {
        int blocks = (message.length + 1 + Long.BYTES + BLOCK - 1) / BLOCK;
        ByteBuffer padded = ByteBuffer.allocate(blocks * BLOCK);
        padded.put(message).put((byte) 0x80);
        padded.putLong(padded.capacity() - Long.BYTES, message.length * 8L);
        return padded.rewind();
    }

    private static void mix(int[] state, ByteBuffer block) {
        int[] word = new int[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            word[i] =
                    i < 16
                            ? block.getInt()
                            : Integer.rotateLeft(
                                    word[i - 3] ^ word[i - 8] ^ word[i - 14] ^ word[i - 16], 1);
        }
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        int e = state[4];
        for (int i = 0; i < ROUNDS; i++) {
            int next = Integer.rotateLeft(a, 5) + chosen(i, b, c, d) + e + word[i];
            e = d;
            d = c;
            c = Integer.rotateLeft(b, 30);
            b = a;
            a = next;
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
        state[4] += e;
    }

    private static int chosen(int round, int b, int c, int d) {
        return switch (round / 20) {
            case 0 -> ((b & c) | (~b & d)) + 0x5A827999;
            case 1 -> (b ^ c ^ d) + 0x6ED9EBA1;
            case 2 -> ((b & c) | (b & d) | (c & d)) + 0x8F1BBCDC;
            default -> (b ^ c ^ d) + 0xCA62C1D6;
        };
    }
}
