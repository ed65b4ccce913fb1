package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Wish;
import dev.attache.manager.testkit.InMemoryUsedDocuments;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

final class FeedDiffTest {
    private static final DocumentId D = new DocumentId("d");

    private final InMemoryUsedDocuments table = new InMemoryUsedDocuments();
    private final Set<DocumentId> withPeople = new HashSet<>();
    private final FeedDiff diff =
            new FeedDiff(DocumentFilter.of("*, !secret-*"), withPeople::contains);
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @BeforeEach
    void reachable() throws Exception {
        assertThat(read()).containsExactly(new Event.BooksReachable(true));
    }

    @Test
    void saysOnceThatADocumentIsInUseAndOnceThatItIsNot() throws Exception {
        table.use("d", seconds(5));
        List<Event> first = read();
        later(seconds(15));
        table.use("d", seconds(20));
        List<Event> second = read();
        table.leave("d");

        assertThat(first).containsExactly(new Event.InUse(D, seconds(5)));
        assertThat(second).isEmpty();
        assertThat(read()).containsExactly(new Event.NotInUse(D, "Document became idle"));
        assertThat(read()).isEmpty();
    }

    @Test
    void aLaterActivityIsNewsAndATrembleOfTheNetworkIsNot() throws Exception {
        table.use("d", seconds(20));
        read();
        table.use("d", Duration.ofMillis(19_700));
        assertThat(read()).isEmpty();

        table.use("d", seconds(2));

        assertThat(read()).containsExactly(new Event.InUse(D, seconds(2)));
    }

    @Test
    void whatIsNotMindedIsNeverMentioned() throws Exception {
        table.use("secret-plan", seconds(1));
        table.lease("secret-plan", "m2", 7);
        table.wish("secret-plan", new Wish(Wish.Kind.PIN, "", null));
        table.quarantine("secret-plan", "x", seconds(1));
        table.quarantine("secret-past", "x", seconds(1));
        table.lift("secret-past");

        assertThat(read()).isEmpty();
    }

    @Test
    void aDocumentWithoutASignFor15MinutesIsOut() throws Exception {
        table.use("d", seconds(5), Duration.ofMinutes(14));
        read();
        table.use("d", seconds(5), Duration.ofMinutes(15).plusSeconds(1));

        assertThat(read()).containsExactly(new Event.NotInUse(D, "No sign of it for 15 minutes"));
    }

    @Test
    void aDocumentWhoseWorkerSeesPeopleNeedsNoSign() throws Exception {
        withPeople.add(D);
        table.use("d", seconds(5), Duration.ofHours(2));

        assertThat(read()).hasSize(1).first().isInstanceOf(Event.InUse.class);
    }

    @Test
    void timeInWhichTheDatabaseWasAwayIsNoSilence() throws Exception {
        table.use("d", seconds(1), Duration.ofMinutes(1));
        read();

        List<Event> away = diff.unreadable();
        later(Duration.ofHours(3));
        diff.unreadable();
        table.use("d", Duration.ofHours(3), Duration.ofHours(3).plusMinutes(1));
        List<Event> back = read();
        later(Duration.ofMinutes(15));
        table.use("d", Duration.ofHours(3), Duration.ofHours(3).plusMinutes(16));

        assertThat(away).containsExactly(new Event.BooksReachable(false));
        assertThat(back).containsExactly(new Event.BooksReachable(true));
        assertThat(read()).containsExactly(new Event.NotInUse(D, "No sign of it for 15 minutes"));
    }

    @Test
    void leasesOfOthersAreToldUntilTheyAreFree() throws Exception {
        table.lease("d", "m2", 7);
        List<Event> held = read();
        table.lease("d", "m2", 8);
        List<Event> higher = read();
        table.free("d");

        assertThat(held).containsExactly(new Event.LeasedElsewhere(D, "m2", 7));
        assertThat(higher).containsExactly(new Event.LeasedElsewhere(D, "m2", 8));
        assertThat(read()).containsExactly(new Event.LeaseFree(D));
    }

    @Test
    void aDoubtedLeaseIsToldAfresh() throws Exception {
        diff.doubtLease(D);
        List<Event> free = read();
        table.lease("d", "m2", 7);
        read();
        diff.doubtLease(D);

        assertThat(free).containsExactly(new Event.LeaseFree(D));
        assertThat(read()).containsExactly(new Event.LeasedElsewhere(D, "m2", 7));
    }

    @Test
    void anOverrideIsToldWithItsRemainingTimeAndItsEnd() throws Exception {
        table.wish("d", new Wish(Wish.Kind.PAUSE, "audit", seconds(60)));
        List<Event> set = read();
        later(seconds(15));
        table.wish("d", new Wish(Wish.Kind.PAUSE, "audit", seconds(45)));
        List<Event> same = read();
        table.wish("d", new Wish(Wish.Kind.PAUSE, "audit", seconds(600)));
        List<Event> longer = read();
        table.wishNothing("d");

        assertThat(set)
                .containsExactly(
                        new Event.OverrideRead(D, new Wish(Wish.Kind.PAUSE, "audit", seconds(60))));
        assertThat(same).isEmpty();
        assertThat(longer).hasSize(1);
        assertThat(read()).containsExactly(new Event.OverrideRead(D, null));
    }

    @Test
    void aQuarantineIsToldOnceAndLiftedWhenItsRowIsGone() throws Exception {
        table.quarantine("d", "died five times", seconds(600));
        List<Event> read = read();
        later(seconds(10));
        table.quarantine("d", "died five times", seconds(590));
        List<Event> same = read();
        table.lift("d");

        assertThat(read)
                .containsExactly(new Event.QuarantineRead(D, "died five times", 1, seconds(600)));
        assertThat(same).isEmpty();
        assertThat(read())
                .containsExactly(
                        new Event.QuarantineLifted(D, "It is no longer in the books"),
                        new Event.StrikesRead(D, 1, Duration.ZERO));
        later(seconds(15));
        table.quarantine("d", "died again", seconds(600));
        read();
        table.lift("d", seconds(5));
        assertThat(read()).contains(new Event.StrikesRead(D, 1, seconds(5)));
    }

    private List<Event> read() throws UsedDocuments.Unreadable {
        return diff.read(table.read(), now);
    }

    private void later(Duration time) {
        now = now.plus(time);
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
