package dev.attache.protocol;

import dev.attache.protocol.FromWorker.Activity;
import dev.attache.protocol.FromWorker.Busy;
import dev.attache.protocol.FromWorker.Bye;
import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.CheckpointTaken;
import dev.attache.protocol.FromWorker.Connected;
import dev.attache.protocol.FromWorker.Disconnected;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Failure;
import dev.attache.protocol.FromWorker.Free;
import dev.attache.protocol.FromWorker.Metrics;
import dev.attache.protocol.FromWorker.Pong;
import dev.attache.protocol.FromWorker.Ready;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.FromWorker.Released;
import dev.attache.protocol.FromWorker.Skill;
import dev.attache.protocol.ToWorker.Attach;
import dev.attache.protocol.ToWorker.Ping;
import dev.attache.protocol.ToWorker.Release;
import dev.attache.protocol.ToWorker.Shutdown;
import dev.attache.protocol.ToWorker.Token;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Random messages, the strange ones more often than life would bring them. */
final class Messages {
    private static final String[] PIECES = {
        "a",
        "Zürich",
        " ",
        "\"",
        "\\",
        "\n",
        "\r",
        "\t",
        "\u0000",
        "\u2028",
        "🗺",
        "日本",
        "/",
        "%2F",
        "e\u0301",
        "\uFEFF",
        "</script>",
        "{",
        "]",
        "\u007f",
        "\uFFFF",
        "\uDBFF\uDFFF"
    };

    private final Random random;

    Messages(Random random) {
        this.random = random;
    }

    ToWorker toWorker() {
        return switch (random.nextInt(5)) {
            case 0 ->
                    new Attach(
                            document(),
                            text(),
                            whole(),
                            count(),
                            text(),
                            text(),
                            settings(),
                            random.nextBoolean() ? checkpoint() : null);
            case 1 -> new Ping(whole());
            case 2 -> new Token(text());
            case 3 -> new Release();
            default -> new Shutdown();
        };
    }

    FromWorker fromWorker() {
        return switch (random.nextInt(12)) {
            case 0 -> new Ready(count(), text(), skills());
            case 1 -> new Connected();
            case 2 -> new Disconnected(count(), text());
            case 3 -> new Pong(whole(), one(Doing.values()));
            case 4 -> new Busy();
            case 5 -> new Free();
            case 6 -> new Released();
            case 7 -> new Activity(count(), random.nextBoolean());
            case 8 -> new CheckpointTaken(checkpoint());
            case 9 ->
                    new Metrics(
                            count(),
                            real(),
                            countOrNull(),
                            countOrNull(),
                            total(),
                            total(),
                            total(),
                            total());
            case 10 -> new Failure(one(Cause.values()), text());
            default -> new Bye(one(Reason.values()), random.nextBoolean() ? whole() : null);
        };
    }

    String text() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(random.nextInt(50) == 0 ? 3000 : 8);
                pieces > 0;
                pieces--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    private DocumentId document() {
        while (true) {
            DocumentId document = DocumentId.parse(text()).orElse(null);
            if (document != null) {
                return document;
            }
        }
    }

    /** Up to 31 levels, one fewer than a line may have, and spaces that must come back. */
    Checkpoint checkpoint() {
        int arrays = random.nextInt(31);
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < arrays; i++) {
            json.append("[").append(random.nextBoolean() ? scalar() + " , " : " ");
        }
        json.append("{ \"k\" :").append(scalar()).append(" }").append("]".repeat(arrays));
        return new Checkpoint(json.toString());
    }

    private String scalar() {
        return one(
                "1.10",
                "1E400",
                "-0",
                "1e-7",
                "true",
                "null",
                "\"\\ud83d\\uddfa\"",
                "\"\\u0000\"",
                "\"日本🗺\"",
                "99999999999999999999999999");
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            settings.put(one(PIECES) + i, text());
        }
        return settings;
    }

    private Set<Skill> skills() {
        Set<Skill> skills = EnumSet.noneOf(Skill.class);
        for (Skill skill : Skill.values()) {
            if (random.nextBoolean()) {
                skills.add(skill);
            }
        }
        return skills;
    }

    private long whole() {
        return switch (random.nextInt(5)) {
            case 0 -> Long.MIN_VALUE;
            case 1 -> Long.MAX_VALUE;
            case 2 -> 0;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private long total() {
        return whole() & Long.MAX_VALUE;
    }

    private int count() {
        return (int) total() & Integer.MAX_VALUE;
    }

    private @Nullable Integer countOrNull() {
        return random.nextBoolean() ? (Integer) count() : null;
    }

    private double real() {
        return random.nextInt(4) == 0 ? Double.MAX_VALUE : random.nextDouble() * 100;
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
