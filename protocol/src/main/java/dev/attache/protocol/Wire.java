package dev.attache.protocol;

import dev.attache.protocol.Decoded.Broken;
import dev.attache.protocol.Decoded.Message;
import dev.attache.protocol.Decoded.Unknown;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** One message, one line of JSON, both ways. */
public final class Wire {
    /** The version a worker declares in `ready`. */
    public static final int PROTOCOL = 1;

    /** Longer lines are refused by their reader; a checkpoint of 64 KiB fits with room to spare. */
    public static final int MAX_LINE_BYTES = 256 * 1024;

    private static final int MAX_TYPE_LENGTH = 64;

    private Wire() {}

    public static String encode(ToWorker message) {
        return ToWorkerLines.write(message);
    }

    public static String encode(FromWorker message) {
        return FromWorkerLines.write(message);
    }

    /** A line as it came, with or without its line feed. */
    public static Decoded<ToWorker> decodeToWorker(byte[] line) {
        return decode(line, ToWorkerLines::read);
    }

    public static Decoded<FromWorker> decodeFromWorker(byte[] line) {
        return decode(line, FromWorkerLines::read);
    }

    private interface Reading<M> {
        /** Null for a type that is not known. */
        @Nullable M read(String type, Fields fields) throws Fields.Fault, IOException;
    }

    private static <M> Decoded<M> decode(byte[] line, Reading<M> reading) {
        if (line.length > MAX_LINE_BYTES) {
            return new Broken<>("longer than " + MAX_LINE_BYTES + " bytes");
        }
        try {
            Fields fields = Fields.read(utf8(line));
            String type = fields.text("type");
            M message = reading.read(type, fields);
            return message == null ? new Unknown<>(shortened(type)) : new Message<>(message);
        } catch (CharacterCodingException e) {
            return new Broken<>("not UTF-8");
        } catch (Fields.Fault e) {
            return new Broken<>(e.sentence());
        } catch (IOException e) {
            // The parser's message quotes the line; a log must not.
            return new Broken<>("not JSON");
        }
    }

    /** Strict: `new String(…)` would put a replacement character where the fault is. */
    private static String utf8(byte[] line) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    }

    private static String shortened(String type) {
        return type.substring(0, Math.min(type.length(), MAX_TYPE_LENGTH));
    }
}
