package dev.attache.worker.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import dev.attache.protocol.Checkpoint;
import dev.attache.worker.crdt.Pin;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoint: `{"v":2,"removed":…,"read":…}`, both packed and in base64. Removals come first
 * and always fit; fingerprints of sentences take the room that is left.
 */
final class Memory {
    private static final int VERSION = 2;
    private static final int ROOM = Checkpoint.MAX_BYTES - 64;
    private static final int LONGEST_PIN = 27;

    /** Three fingerprints and the length of a pin. */
    private static final int FIXED = 3 * Integer.BYTES + 1;

    private Memory() {}

    static Checkpoint write(Removals removals, Readings readings) {
        ByteBuffer removed = ByteBuffer.allocate(removals.size() * (FIXED + LONGEST_PIN));
        for (Removals.Removal removal : removals.oldestFirst()) {
            byte[] pin =
                    removal.pin()
                            .map(Pin::encoded)
                            .filter(encoded -> encoded.length <= LONGEST_PIN)
                            .orElse(new byte[0]);
            removed.putInt(removal.mark()).putInt(removal.name()).putInt(removal.sentence());
            removed.put((byte) pin.length).put(pin);
        }
        String first = base64(removed);
        int room = (ROOM - first.length()) / 4 * 3 / Integer.BYTES;
        List<Integer> kept = readings.newest(room);
        ByteBuffer read = ByteBuffer.allocate(kept.size() * Integer.BYTES);
        kept.forEach(read::putInt);
        return new Checkpoint(
                "{\"v\":%d,\"removed\":\"%s\",\"read\":\"%s\"}"
                        .formatted(VERSION, first, base64(read)));
    }

    private static String base64(ByteBuffer bytes) {
        byte[] used = new byte[bytes.position()];
        bytes.flip().get(used);
        return Base64.getEncoder().encodeToString(used);
    }

    /** Fills the books; false for a checkpoint that is not ours, which is as good as none. */
    static boolean read(Checkpoint checkpoint, Removals removals, Readings readings) {
        List<Removals.Removal> removed = new ArrayList<>();
        List<Integer> read = new ArrayList<>();
        boolean ours = false;
        try (JsonParser in = new JsonFactory().createParser(checkpoint.json())) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                in.nextToken();
                switch (field) {
                    case "v" -> ours = in.getValueAsInt() == VERSION;
                    case "removed" -> unpackRemoved(bytes(in), removed);
                    case "read" -> unpackRead(bytes(in), read);
                    default -> in.skipChildren();
                }
            }
        } catch (IOException | BufferUnderflowException | IllegalArgumentException _) {
            return false;
        }
        // Not before the end: half a checkpoint would be worse than none.
        if (ours) {
            removed.forEach(removals::add);
            read.forEach(readings::add);
        }
        return ours;
    }

    private static ByteBuffer bytes(JsonParser in) throws IOException {
        return ByteBuffer.wrap(Base64.getDecoder().decode(in.getText()));
    }

    private static void unpackRemoved(ByteBuffer in, List<Removals.Removal> removed) {
        while (in.hasRemaining()) {
            int mark = in.getInt();
            int name = in.getInt();
            int sentence = in.getInt();
            byte[] pin = new byte[in.get() & 0xff];
            in.get(pin);
            removed.add(
                    new Removals.Removal(
                            mark,
                            name,
                            sentence,
                            pin.length == 0 ? Optional.empty() : Optional.of(new Pin(pin))));
        }
    }

    private static void unpackRead(ByteBuffer in, List<Integer> read) {
        while (in.hasRemaining()) {
            read.add(in.getInt());
        }
    }
}
