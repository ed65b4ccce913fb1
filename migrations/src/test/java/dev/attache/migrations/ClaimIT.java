package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Which manager may attach an agent to which document. */
class ClaimIT {
    private final Db db = PostgresServer.bare().database().migrated();
    private final UUID one = manager("m1");
    private final UUID two = manager("m2");

    @BeforeEach
    void listen() {
        db.run("LISTEN attache_activity");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void aDocumentIsClaimedByOneManager() {
        long epoch = Long.parseLong(claim("m1", one, null));

        assertThat(epoch).isBetween(clock() - 60_000, clock());
        assertThat(claim("m2", two, null)).isEqualTo("∅");
        assertThat(
                        db.rows(
                                        "SELECT manager_id, instance, epoch, released_at FROM"
                                                + " document_leases")
                                .getFirst())
                .containsExactly("m1", one.toString(), Long.toString(epoch), "∅");
    }

    @Test
    void whatIsGivenBackMayBeClaimedAndIsTold() {
        long first = Long.parseLong(claim("m1", one, null));
        assertThat(db.notified()).isZero();

        db.run(
                "UPDATE document_leases SET released_at = now() WHERE document_id = 'd' AND"
                        + " instance = ? AND epoch = ?",
                one,
                first);

        assertThat(db.notified()).isOne();
        assertThat(Long.parseLong(claim("m2", two, null))).isGreaterThan(first);
    }

    @Test
    void theDocumentsOfAnInstanceThatStoodStillMayBeClaimed() {
        claim("m1", one, null);

        assertThat(claim("m2", two, null, UUID.randomUUID())).isEqualTo("∅");
        assertThat(claim("m2", two, null, UUID.randomUUID(), one)).isNotEqualTo("∅");
    }

    @Test
    void aManagerThatHasStartedAgainClaimsItsOwn() {
        long before = Long.parseLong(claim("m1", one, null));

        assertThat(Long.parseLong(claim("m1", UUID.randomUUID(), null))).isGreaterThan(before);
    }

    @Test
    void theDocumentsOfAManagerThatNoLongerExistsMayBeClaimed() {
        claim("m1", one, null);
        db.run("DELETE FROM managers WHERE id = 'm1'");

        assertThat(claim("m2", two, null)).isNotEqualTo("∅");
    }

    @Test
    void epochsNeverFall() {
        long future = clock() + 1_000_000;
        db.run(
                "INSERT INTO document_leases (document_id, manager_id, instance, epoch,"
                        + " released_at) VALUES ('d', 'm1', ?, ?, now())",
                one,
                future);

        assertThat(claim("m1", one, null)).isEqualTo(Long.toString(future + 1));
        assertThat(claim("m1", one, future + 50)).isEqualTo(Long.toString(future + 51));
        assertThat(claim("m1", one, 3L)).isEqualTo(Long.toString(future + 52));
        assertThat(Long.parseLong(claim("m1", one, Long.MAX_VALUE))).isLessThan(1L << 53);
    }

    @Test
    void theWinnerClosesWhatLowerEpochsLeftOpen() {
        long epoch = Long.parseLong(claim("m1", one, null));
        agent("agent-old", epoch, "active");
        agent("agent-error", epoch - 1, "error");
        db.run(
                "UPDATE agent_connections SET error_message = 'model away' WHERE agent_id ="
                        + " 'agent-error'");
        assertThat(claim("m2", two, null)).isEqualTo("∅");
        assertThat(
                        db.number(
                                "SELECT count(*) FROM agent_connections WHERE disconnected_at IS"
                                        + " NULL"))
                .isEqualTo(2);

        long next = Long.parseLong(claim("m2", two, null, one));

        assertThat(
                        db.rows(
                                "SELECT agent_id, status, error_message, disconnected_at IS NOT"
                                        + " NULL FROM agent_connections ORDER BY 1"))
                .containsExactly(
                        List.of("agent-error", "disconnected", "model away", "t"),
                        List.of(
                                "agent-old",
                                "disconnected",
                                "Superseded by epoch %d of m2".formatted(next),
                                "t"));
        agent("agent-new", next, "connecting");
    }

    @Test
    void ofManyClaimsAtOnceOneWins() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                String document = "d" + round;
                var claims = new ArrayList<Callable<String>>();
                for (int i = 0; i < 6; i++) {
                    boolean first = i % 2 == 0;
                    claims.add(
                            () -> {
                                try (Db own = db.again()) {
                                    return own.one(
                                            "SELECT attache_claim(?, ?, ?)",
                                            document,
                                            first ? "m1" : "m2",
                                            first ? one : two);
                                }
                            });
                }

                var managers = new ArrayList<String>();
                for (var claim : threads.invokeAll(claims)) {
                    managers.add(claim.get());
                }

                // A manager may claim what it holds; the other one is refused each time.
                assertThat(managers).as(document).filteredOn("∅"::equals).hasSize(3);
            }
        }
    }

    private UUID manager(String id) {
        UUID instance = UUID.randomUUID();
        db.run(
                "INSERT INTO managers (id, instance, host, pid, version, capacity) VALUES (?, ?,"
                        + " 'host', 1, '1.0.0', 10)",
                id,
                instance);
        return instance;
    }

    private String claim(String manager, UUID instance, @Nullable Long hint, UUID... dead) {
        String list =
                "{" + String.join(",", List.of(dead).stream().map(UUID::toString).toList()) + "}";
        return db.one(
                "SELECT attache_claim('d', ?, ?, ?::bigint, ?::uuid[])",
                manager,
                instance,
                hint,
                list);
    }

    private void agent(String agent, long epoch, String status) {
        db.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id, epoch,"
                        + " life) VALUES ('d', ?, ?, 'm1', ?, 1)",
                agent,
                status,
                epoch);
    }

    private long clock() {
        return db.number("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    }
}
