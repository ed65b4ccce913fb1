package dev.attache.worker.crdt;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A program that feeds broken updates to documents, for a JVM of its own: {@code first seed, number
 * of inputs}. Before each input that reaches yrs it says which one, so that its parent knows the
 * killer.
 */
final class FuzzedUpdates {
    private static final int OF_ONE_DOCUMENT = 50;

    private final Map<String, Integer> outcomes = new HashMap<>();

    private FuzzedUpdates() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        FuzzedUpdates fuzz = new FuzzedUpdates();
        long first = Long.parseLong(arguments[0]);
        long count = Long.parseLong(arguments[1]);
        for (long seed = first; seed < first + count; seed += OF_ONE_DOCUMENT) {
            out.println("at " + seed);
            out.flush();
            fuzz.document(seed, (int) Math.min(OF_ONE_DOCUMENT, first + count - seed));
        }
        out.println("done " + fuzz.outcomes);
        out.flush();
    }

    private void document(long seed, int inputs) {
        Random random = new Random(seed);
        List<byte[]> sound = sound(random);
        YDocument document = start(sound);
        for (int i = 0; i < inputs; i++) {
            byte[] broken = broken(sound.get(random.nextInt(sound.size())), random);
            try {
                boolean passed = UpdateCheck.fault(broken).isEmpty();
                document.apply(broken, "fuzz");
                document.snapshot();
                count(passed ? "taken" : "impossible");
            } catch (RefusedUpdateException refused) {
                count(
                        String.valueOf(refused.getMessage()).startsWith("not an update: ")
                                ? "refused"
                                : "?");
            } catch (PoisonedDocumentException _) {
                count("poisoned");
                document.close();
                document = start(sound);
            }
        }
        document.close();
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    private static YDocument start(List<byte[]> sound) {
        YDocument document = YDocument.open(1, "default");
        try {
            for (byte[] update : sound.subList(0, sound.size() / 2)) {
                document.apply(update, "sound");
            }
        } catch (RefusedUpdateException bug) {
            throw new IllegalStateException(bug);
        }
        return document;
    }

    /** The updates of a short life of two people, and real ones that Yjs made. */
    private static List<byte[]> sound(Random random) {
        List<byte[]> updates = new ArrayList<>();
        try (YDocument person = YDocument.open(2 + random.nextInt(100), "default")) {
            var registration = person.listen(changes -> updates.add(changes.update()));
            for (int i = 0; i < 12; i++) {
                person.edit("p", List.of(edit(person.snapshot().blocks(), random)));
            }
            updates.add(person.encode());
            close(registration);
        }
        updates.add(Base64.getDecoder().decode(FROM_YJS));
        return updates;
    }

    private static void close(AutoCloseable registration) {
        try {
            registration.close();
        } catch (Exception bug) {
            throw new IllegalStateException(bug);
        }
    }

    private static Edit edit(List<Block> blocks, Random random) {
        if (blocks.size() < 3) {
            return new Edit.InsertBlock(
                    Optional.empty(),
                    "paragraph",
                    Map.of("level", 1),
                    "In Paris 😀 " + random.nextInt());
        }
        Block block = blocks.get(random.nextInt(blocks.size()));
        int length = block.text().length();
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Edit.InsertText(
                            block.id(), length, "東京 and Oslo", Map.of("bold", Map.of()));
            case 1 -> new Edit.DeleteText(block.id(), 0, Math.min(2, length));
            case 2 -> new Edit.DeleteBlock(block.id());
            default ->
                    new Edit.Format(
                            block.id(),
                            0,
                            Math.min(4, length),
                            Map.of("geoMark", Map.of("lat", 48.85)));
        };
    }

    private static byte[] broken(byte[] sound, Random random) {
        byte[] bytes = sound.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            }
            case 1 -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                return noise;
            }
            case 2 -> {
                // A sound beginning and noise behind it.
                for (int i = random.nextInt(bytes.length); i < bytes.length; i++) {
                    bytes[i] = (byte) random.nextInt(256);
                }
            }
            case 3 -> {
                // Small numbers are what clocks, clients and lengths are made of.
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(12);
                }
            }
            default -> {
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }

    /**
     * A map, an array, a text with an embed, binary, a sub-document: content that no editor of ours
     * makes.
     */
    private static final String FROM_YJS =
            "ARMDACgBAW0BYQF9ASgBAW0BYgF2AQF4dQV9AX53AXN8QCAAAHgjAQFtA2JpbgMBAgMpAQFtA3N1"
                    + "YgFndgAIAQFhAX0BgQMEAYgDBQF2AQF5fQEEAQF0AmhlhAMIA2xsb8UDCAMJDXsiaW1hZ2UiOiJ1"
                    + "In1GAwcEYm9sZAR0cnVlxgMIAwwEYm9sZARudWxsBwEHZGVmYXVsdAMJcGFyYWdyYXBoBwADDwYE"
                    + "AAMQB0luIE9zbG8oAAMPAWsBdwF2JwEBbQFuAScAAxkBawCHAxADCWhhcmRCcmVhawEDAQUB";
}
