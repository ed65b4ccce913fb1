package dev.attache.worker.crdt;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lib0's encoding, the one of Yjs' wire, and trusts nothing: every fault is a {@link
 * MalformedException}, never an index out of bounds.
 */
public final class Lib0Reader {
    /** What is not a document has no depth to speak of. */
    private static final int DEPTH = 32;

    private final byte[] bytes;
    private final int end;
    private final int depth;
    private int next;

    public Lib0Reader(byte[] bytes) {
        this(bytes, 0, DEPTH);
    }

    /** Deeper values are refused. */
    Lib0Reader(byte[] bytes, int from, int depth) {
        this.bytes = bytes;
        this.next = from;
        this.end = bytes.length;
        this.depth = depth;
    }

    public boolean hasMore() {
        return next < end;
    }

    public int remaining() {
        return end - next;
    }

    public int position() {
        return next;
    }

    public int readByte() throws MalformedException {
        if (next >= end) {
            throw new MalformedException("it ends too early");
        }
        return bytes[next++] & 0xff;
    }

    /** An unsigned number of at most 53 bits, as JavaScript can hold it. */
    public long readVarUint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift < 56; shift += 7) {
            int b = readByte();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                if (value >= 1L << 53) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedException("a number is too large");
    }

    public int readInt() throws MalformedException {
        long value = readVarUint();
        if (value > Integer.MAX_VALUE) {
            throw new MalformedException("a number is too large");
        }
        return (int) value;
    }

    /** How many things follow, each of at least one byte: more than the bytes left is a lie. */
    public int readCount() throws MalformedException {
        long count = readVarUint();
        if (count > remaining()) {
            throw new MalformedException("a count is larger than what is left");
        }
        return (int) count;
    }

    public byte[] readBytes() throws MalformedException {
        int length = readCount();
        next += length;
        return Arrays.copyOfRange(bytes, next - length, next);
    }

    public byte[] readRest() {
        int from = next;
        next = end;
        return Arrays.copyOfRange(bytes, from, end);
    }

    public String readString() throws MalformedException {
        int length = readCount();
        next += length;
        for (int i = next - length; i < next; i++) {
            if (bytes[i] < 0) {
                return decoded(next - length, length);
            }
        }
        return new String(bytes, next - length, length, StandardCharsets.ISO_8859_1);
    }

    private String decoded(int from, int length) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new MalformedException("a text is not UTF-8");
        }
    }

    public NodeId readId() throws MalformedException {
        return new NodeId(readVarUint(), readInt());
    }

    /** Null, Boolean, Long, Double, String, byte[], List or Map; undefined reads as null. */
    public @Nullable Object readAny() throws MalformedException {
        return readAny(depth);
    }

    private @Nullable Object readAny(int depth) throws MalformedException {
        if (depth == 0) {
            throw new MalformedException("a value is nested too deeply");
        }
        int kind = readByte();
        return switch (kind) {
            case 127, 126 -> null;
            case 125 -> readVarInt();
            case 124 -> (double) Float.intBitsToFloat((int) readFixed(4));
            case 123 -> Double.longBitsToDouble(readFixed(8));
            case 122 -> readFixed(8);
            case 121 -> false;
            case 120 -> true;
            case 119 -> readString();
            case 118 -> readMap(depth);
            case 117 -> readList(depth);
            case 116 -> readBytes();
            default -> throw new MalformedException("there is no value of kind " + kind);
        };
    }

    private Map<String, @Nullable Object> readMap(int depth) throws MalformedException {
        int count = readCount();
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            map.put(readString(), readAny(depth - 1));
        }
        return map;
    }

    private List<@Nullable Object> readList(int depth) throws MalformedException {
        int count = readCount();
        List<@Nullable Object> list = new ArrayList<>(Math.min(count, 64));
        for (int i = 0; i < count; i++) {
            list.add(readAny(depth - 1));
        }
        return list;
    }

    /** lib0 keeps the sign in the second bit of the first byte. */
    private long readVarInt() throws MalformedException {
        int first = readByte();
        long value = first & 0x3f;
        boolean more = first >= 0x80;
        for (int shift = 6; more; shift += 7) {
            if (shift > 55) {
                throw new MalformedException("a number is too large");
            }
            int b = readByte();
            value |= (long) (b & 0x7f) << shift;
            more = b >= 0x80;
        }
        return (first & 0x40) != 0 ? -value : value;
    }

    private long readFixed(int length) throws MalformedException {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | readByte();
        }
        return value;
    }
}
