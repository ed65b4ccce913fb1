package dev.attache.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Lines as no well-meaning program would write them. */
final class Garbage {
    private static final byte[] TELLING =
            "{}[]\",:\\u0e+-.\n\r \0tfn".getBytes(StandardCharsets.US_ASCII);

    private final Random random;
    private final Messages messages;

    Garbage(Random random) {
        this.random = random;
        this.messages = new Messages(random);
    }

    byte[] line() {
        return switch (random.nextInt(100)) {
            case 0 ->
                    bytes("{\"type\":\"attach\",\"x\":" + "[".repeat(size()) + "]".repeat(size()));
            case 1 -> bytes("{\"checkpoint\":" + "{\"a\":".repeat(size()));
            case 2 ->
                    bytes(
                            "{\"type\":\"pong\",\"id\":"
                                    + "9".repeat(size())
                                    + ",\"doing\":\"free\"}");
            case 3 ->
                    bytes(
                            "{\"type\":\"pong\",\"id\":1e"
                                    + random.nextInt()
                                    + ",\"doing\":\"free\"}");
            case 4 -> bytes("{\"type\":\"" + "\\u0041".repeat(size()) + "\"}");
            case 5 -> manyFields();
            case 6 -> noise(size());
            case 7 -> noise(Wire.MAX_LINE_BYTES + random.nextInt(1000));
            case 8, 9, 10, 11 -> good().getBytes(StandardCharsets.UTF_16);
            case 12, 13, 14, 15 -> good().getBytes(StandardCharsets.ISO_8859_1);
            default -> mutated(bytes(good()));
        };
    }

    private String good() {
        return random.nextBoolean()
                ? Wire.encode(messages.toWorker())
                : Wire.encode(messages.fromWorker());
    }

    private byte[] mutated(byte[] line) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(line.length);
            switch (random.nextInt(4)) {
                case 0 -> line[at] = (byte) random.nextInt();
                case 1 -> line[at] = TELLING[random.nextInt(TELLING.length)];
                case 2 -> line = Arrays.copyOf(line, at + 1);
                default -> line = doubled(line, at);
            }
        }
        return line;
    }

    /** A piece of it comes twice. */
    private byte[] doubled(byte[] line, int from) {
        int until = from + random.nextInt(line.length - from) + 1;
        byte[] longer = Arrays.copyOf(line, line.length + until - from);
        System.arraycopy(line, from, longer, until, line.length - from);
        return longer;
    }

    private byte[] manyFields() {
        StringBuilder line = new StringBuilder("{\"settings\":{");
        for (int i = size() / 10; i > 0; i--) {
            line.append("\"k").append(i).append("\":\"\",");
        }
        return bytes(line.append("\"\":0},\"type\":\"attach\"}").toString());
    }

    private byte[] noise(int size) {
        byte[] noise = new byte[size];
        random.nextBytes(noise);
        return noise;
    }

    /** Mostly small, now and then up to the bound. */
    private int size() {
        return 1 + random.nextInt(random.nextInt(20) == 0 ? Wire.MAX_LINE_BYTES : 2_000);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
