package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Random events and signs, in random batches, against the same rules written down one event at a
 * time.
 */
class FoldModelIT {
    private static final int ROUNDS = Boolean.getBoolean("attache.full") ? 5_000 : 300;
    private static final List<String> TYPES = List.of("active", "idle", "user_joined", "user_left");

    @Test
    void theTriggerAgreesWithTheRulesOneEventAtATime() {
        long seed = Long.getLong("attache.seed", System.nanoTime());
        var random = new Random(seed);
        var model = new TreeMap<String, Model>();
        try (Db db = PostgresServer.bare().database().migrated()) {
            for (int round = 0; round < ROUNDS; round++) {
                String step =
                        random.nextInt(4) == 0
                                ? sign(db, random, model)
                                : events(db, random, model);

                assertThat(stored(db))
                        .as(
                                "seed %d round %d after %s, replay with -Dattache.seed=%d",
                                seed, round, step, seed)
                        .isEqualTo(wanted(model));
            }
        }
    }

    private static String sign(Db db, Random random, Map<String, Model> model) {
        String document = "d" + random.nextInt(3);
        long seq = random.nextInt(40);
        int users = random.nextInt(3);

        boolean told = db.one("SELECT document_seen(?, ?, ?)", document, seq, users).equals("t");

        assertThat(told)
                .isEqualTo(model.computeIfAbsent(document, _ -> new Model()).sign(seq, users));
        return "sign " + document + " seq " + seq + " users " + users;
    }

    private static String events(Db db, Random random, Map<String, Model> model) {
        var values = new ArrayList<String>();
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            String document = "d" + random.nextInt(3);
            String type = TYPES.get(random.nextInt(TYPES.size()));
            int users = random.nextInt(3);
            Long seq = random.nextInt(5) == 0 ? null : Long.valueOf(random.nextInt(40));
            values.add("('%s', '%s', %d, %s)".formatted(document, type, users, seq));
            model.computeIfAbsent(document, _ -> new Model()).event(type, users, seq);
        }
        String rows = String.join(", ", values);
        db.run(
                "INSERT INTO document_activity (document_id, event_type, user_count, seq) VALUES "
                        + rows);
        return rows;
    }

    private static List<String> stored(Db db) {
        return db
                .rows(
                        "SELECT document_id, in_use, user_count, last_event, last_seq,"
                                + " expects_signs FROM document_state ORDER BY document_id")
                .stream()
                .map(row -> String.join(" ", row))
                .toList();
    }

    private static List<String> wanted(Map<String, Model> model) {
        return model.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    private static final class Model {
        private boolean inUse;
        private int users;
        private @Nullable String lastEvent;
        private @Nullable Long lastSeq;
        private boolean expectsSigns;

        void event(String type, int count, @Nullable Long seq) {
            if (!hear(seq)) {
                return;
            }
            users = count;
            lastEvent = type;
            inUse =
                    switch (type) {
                        case "idle" -> false;
                        case "user_left" -> inUse || count > 0;
                        default -> true;
                    };
        }

        boolean sign(long seq, int count) {
            if (!hear(seq)) {
                return false;
            }
            users = count;
            inUse = count > 0;
            return true;
        }

        private boolean hear(@Nullable Long seq) {
            if (seq != null && lastSeq != null && seq < lastSeq) {
                return false;
            }
            lastSeq = seq == null ? lastSeq : seq;
            expectsSigns = seq != null;
            return true;
        }

        @Override
        public String toString() {
            return "%s %d %s %s %s"
                    .formatted(
                            inUse ? "t" : "f",
                            users,
                            lastEvent == null ? "∅" : lastEvent,
                            lastSeq == null ? "∅" : lastSeq,
                            expectsSigns ? "t" : "f");
        }
    }
}
