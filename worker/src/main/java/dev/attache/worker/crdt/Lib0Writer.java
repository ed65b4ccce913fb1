package dev.attache.worker.crdt;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes lib0's encoding, the one of Yjs' wire. */
public final class Lib0Writer {
    private byte[] bytes = new byte[64];
    private int length;

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public Lib0Writer writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    public Lib0Writer writeVarUint(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("an unsigned number must not be negative: " + value);
        }
        while (value > 0x7f) {
            writeByte((int) (value & 0x7f) | 0x80);
            value >>>= 7;
        }
        return writeByte((int) value);
    }

    /** Without a length before them. */
    public Lib0Writer writeRaw(byte[] content) {
        return writeRaw(content, 0, content.length);
    }

    Lib0Writer writeRaw(byte[] content, int from, int to) {
        reserve(to - from);
        System.arraycopy(content, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    public Lib0Writer writeBytes(byte[] content) {
        return writeVarUint(content.length).writeRaw(content);
    }

    /** A lone surrogate becomes one U+FFFD, as in Yjs: getBytes would make it a question mark. */
    public Lib0Writer writeString(String text) {
        return writeBytes(wellFormed(text).getBytes(StandardCharsets.UTF_8));
    }

    public Lib0Writer writeId(NodeId id) {
        return writeVarUint(id.client()).writeVarUint(id.clock());
    }

    public Lib0Writer writeAny(@Nullable Object value) {
        switch (value) {
            case null -> writeByte(126);
            case Boolean truth -> writeByte(truth ? 120 : 121);
            case Number number -> writeNumber(number.doubleValue());
            case CharSequence text -> writeByte(119).writeString(text.toString());
            case byte[] content -> writeByte(116).writeBytes(content);
            case List<?> list -> {
                writeByte(117).writeVarUint(list.size());
                list.forEach(this::writeAny);
            }
            case Map<?, ?> map -> {
                writeByte(118).writeVarUint(map.size());
                map.forEach((key, item) -> writeString(String.valueOf(key)).writeAny(item));
            }
            default ->
                    throw new IllegalArgumentException(
                            "a document cannot hold a " + value.getClass().getName());
        }
        return this;
    }

    /** Whatever the Java type: JavaScript has one kind of number, and a BigInt breaks its JSON. */
    private void writeNumber(double number) {
        if (number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE) {
            writeByte(125);
            writeVarInt((long) number);
        } else {
            writeByte(123);
            long bits = Double.doubleToLongBits(number);
            for (int shift = 56; shift >= 0; shift -= 8) {
                writeByte((int) (bits >>> shift));
            }
        }
    }

    private void writeVarInt(long number) {
        long rest = Math.abs(number);
        writeByte((rest > 0x3f ? 0x80 : 0) | (number < 0 ? 0x40 : 0) | (int) (rest & 0x3f));
        rest >>>= 6;
        while (rest > 0) {
            writeByte((rest > 0x7f ? 0x80 : 0) | (int) (rest & 0x7f));
            rest >>>= 7;
        }
    }

    private static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            mended = mended == null ? new StringBuilder(text) : mended;
            mended.setCharAt(i, '\uFFFD');
        }
        return mended == null ? text : mended.toString();
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
