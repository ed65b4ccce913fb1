package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.testkit.InMemoryBooks;
import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

final class BatchWritingTest {
    private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");
    private static final DocumentId HELD = new DocumentId("held");

    private final InMemoryBooks table = new InMemoryBooks();
    private final List<Duration> patience = new ArrayList<>();
    private final BatchWriting<BookEntry> writing =
            new BatchWriting<>(
                    (entries, locksWithin) -> {
                        patience.add(locksWithin);
                        table.write(entries, locksWithin);
                    },
                    BookEntry::document,
                    BookEntry::later);

    @Test
    void theHeldOneIsFoundWithinASecondOfTheFirstTimeOut() {
        table.hold(entry -> HELD.equals(entry.document()));
        List<BookEntry> entries = others(499);
        entries.add(250, touched("held"));

        var outcome = writing.write(entries, NOW);

        assertThat(outcome.left()).containsExactly(250);
        assertThat(outcome.written()).isEqualTo(499);
        assertThat(patience.getFirst()).isEqualTo(BatchWriting.PATIENCE);
        assertThat(patience.stream().skip(1).reduce(Duration.ZERO, Duration::plus))
                .as("if each of the further tries waited, and most do not")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void afterwardsTheHeldOneIsTriedByItselfAndLast() {
        table.hold(entry -> HELD.equals(entry.document()));
        writing.write(List.of(touched("held")), NOW);
        patience.clear();

        var outcome = writing.write(List.of(touched("held"), touched("a"), touched("held")), NOW);

        assertThat(outcome.left()).containsExactly(0, 2);
        assertThat(table.written()).extracting(BookEntry::document).containsExactly(document("a"));
        assertThat(patience)
                .containsExactly(BatchWriting.LITTLE_PATIENCE, BatchWriting.LITTLE_PATIENCE);
    }

    @Test
    void whoIsNoLongerHeldIsAmongTheOthersAgainAfterAWhile() {
        table.hold(entry -> HELD.equals(entry.document()));
        writing.write(List.of(touched("held")), NOW);
        table.hold(_ -> false);

        var atOnce = writing.write(List.of(touched("held"), touched("a")), NOW.plusSeconds(1));
        patience.clear();
        writing.write(List.of(touched("held"), touched("a")), NOW.plusSeconds(61));

        assertThat(atOnce.left()).isEmpty();
        assertThat(patience).containsExactly(BatchWriting.PATIENCE);
    }

    @Test
    void ofADocumentNothingOvertakesWhatIsHeld() {
        // Its second row is free, and would be written if it were looked at by itself.
        table.hold(
                entry ->
                        entry instanceof BookEntry.Touched touched
                                && touched.life().equals(new Life(HELD, 7, 1)));
        List<BookEntry> entries = others(6);
        entries.add(1, touched("held"));
        entries.add(5, new BookEntry.Touched(new Life(HELD, 7, 2), Duration.ZERO));

        var outcome = writing.write(entries, NOW);

        assertThat(outcome.left()).containsExactly(1, 5);
        assertThat(table.written()).noneMatch(entry -> HELD.equals(entry.document()));
    }

    @Test
    void whenItIsTheTableThatIsHeldNotEveryRowIsWaitedFor() {
        table.hold(_ -> true);

        var outcome = writing.write(others(400), NOW);

        assertThat(outcome.left()).isEqualTo(IntStream.range(0, 400).boxed().toList());
        assertThat(outcome.held()).hasSize(BatchWriting.MOST_HELD);
        assertThat(table.attempts()).isLessThan(32);
        table.hold(_ -> false);
        assertThat(writing.write(others(400), NOW).written()).isEqualTo(400);
    }

    @Test
    void poisonIsFoundWithoutWritingEachByItself() {
        table.refuse(entry -> HELD.equals(entry.document()));
        List<BookEntry> entries = others(499);
        entries.add(77, touched("held"));

        var outcome = writing.write(entries, NOW);

        assertThat(outcome.refused()).containsExactly(77);
        assertThat(outcome.left()).isEmpty();
        assertThat(outcome.written()).isEqualTo(499);
        assertThat(table.attempts()).isLessThan(25);
    }

    @Test
    void whatHasWaitedForALockIsThatMuchOlder() {
        List<Duration> ages = new ArrayList<>();
        var slow =
                new BatchWriting<BookEntry>(
                        (entries, locksWithin) -> {
                            ages.add(entries.getFirst().age());
                            table.write(entries, locksWithin);
                        },
                        BookEntry::document,
                        BookEntry::later);
        table.hold(entry -> HELD.equals(entry.document()));

        slow.write(List.of(touched("a"), touched("held")), NOW);

        assertThat(ages).hasSize(3).isSorted().doesNotHaveDuplicates();
    }

    private static List<BookEntry> others(int count) {
        List<BookEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(touched("other" + i));
        }
        return entries;
    }

    private static DocumentId document(String name) {
        return new DocumentId(name);
    }

    private static BookEntry touched(String document) {
        return new BookEntry.Touched(new Life(document(document), 7, 1), Duration.ZERO);
    }
}
