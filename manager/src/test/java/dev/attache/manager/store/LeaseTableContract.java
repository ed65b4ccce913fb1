package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.store.LeaseTable.Answer.Held;
import dev.attache.manager.store.LeaseTable.Answer.Ours;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What leases promise two managers; run against the tables and against the fake. */
abstract class LeaseTableContract {
    private static final DocumentId D = new DocumentId("d");

    final ManagerIdentity m1 = new ManagerIdentity("m1", UUID.randomUUID(), "host1", 1, "1.0.0");
    final ManagerIdentity m2 = new ManagerIdentity("m2", UUID.randomUUID(), "host2", 2, "1.0.0");

    abstract ManagerTable managers();

    abstract LeaseTable leases(ManagerIdentity manager);

    abstract void giveBack(DocumentId document, long epoch);

    abstract void remember(DocumentId document, Checkpoint checkpoint);

    abstract void empty();

    abstract void goAway();

    abstract void comeBack();

    @BeforeEach
    void bothBeat() throws Exception {
        empty();
        managers().beat(m1, 10, false, true);
        managers().beat(m2, 10, false, true);
    }

    @Test
    void oneOfTwoManagersHoldsADocument() throws Exception {
        Ours first = ours(m1, 0);

        assertThat(leases(m2).claim(D, 0, Set.of())).isEqualTo(new Held("m1"));
        assertThat(ours(m1, 0).epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void theEpochIsAboveWhatTheDocumentIsKnownToHold() throws Exception {
        assertThat(ours(m1, 5_000_000_000_000L).epoch()).isEqualTo(5_000_000_000_001L);
    }

    @Test
    void whatIsGivenBackIsFreeForAnybodyWithAHigherEpoch() throws Exception {
        long first = ours(m1, 0).epoch();
        giveBack(D, first);

        assertThat(ours(m2, 0).epoch()).isGreaterThan(first);
    }

    @Test
    void theDeadHoldNothingUnlessTheyHaveBeatenSince() throws Exception {
        ours(m1, 0);
        var watched = managers().find("m1").orElseThrow();
        managers().beat(m1, 10, false, false);
        assertThat(leases(m2).claim(D, 0, Set.of(watched))).isEqualTo(new Held("m1"));

        var dead = managers().find("m1").orElseThrow();

        assertThat(leases(m2).claim(D, 0, Set.of(dead))).isInstanceOf(Ours.class);
    }

    @Test
    void whoLeavesForGoodHoldsNothing() throws Exception {
        ours(m1, 0);

        managers().leave(m1);

        assertThat(leases(m2).claim(D, 0, Set.of())).isInstanceOf(Ours.class);
        assertThat(managers().find("m1")).isEmpty();
    }

    @Test
    void theClaimBringsWhatTheNextWorkerMustKnow() throws Exception {
        remember(D, new Checkpoint("{\"removed\":[1]}"));

        assertThat(ours(m1, 0).checkpoint()).isEqualTo(new Checkpoint("{\"removed\":[1]}"));
        assertThat(ours(m1, 0).today().calls()).isZero();
    }

    @Test
    void aLaterInstanceTakesTheRowOverAndTheEarlierOneHearsOfIt() throws Exception {
        var again = new ManagerIdentity("m1", UUID.randomUUID(), "host3", 3, "1.0.0");
        managers().beat(again, 10, false, true);

        var round = managers().beat(m1, 10, false, false);

        assertThat(round.rival()).isNotNull().extracting(r -> r.host()).isEqualTo("host3");
        assertThat(round.others()).extracting(ManagerTable.Seen::id).containsExactly("m2");
    }

    @Test
    void whileItIsAwayAClaimIsWeather() throws Exception {
        goAway();
        assertThatThrownBy(() -> leases(m1).claim(D, 0, Set.of()))
                .isInstanceOfSatisfying(
                        StoreTrouble.class,
                        e -> assertThat(e.fault()).isEqualTo(StoreTrouble.Fault.WEATHER));

        comeBack();

        // A connection of before may still be lying in the pool.
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> ours(m1, 0).epoch() > 0);
    }

    private Ours ours(ManagerIdentity manager, long hint) throws StoreTrouble {
        return (Ours) leases(manager).claim(D, hint, Set.of());
    }
}
