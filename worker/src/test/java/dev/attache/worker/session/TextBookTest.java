package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.NodeId;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class TextBookTest {
    private static final Instant NOW = Instant.EPOCH;
    private static final int ONE = Prints.of("One.");
    private static final int TWO = Prints.of("Two.");

    private final Readings readings = new Readings();
    private final TextBook book = new TextBook(readings);

    @Test
    void finishedSentencesThatNobodyHasReadAreWork() {
        begin(block(0, "One. Two"));

        assertThat(work()).containsExactly(new Unread(id(0), ONE));
    }

    @Test
    void whatAnEarlierWorkerHasReadIsNone() {
        readings.add(ONE);

        begin(block(0, "One. Two."));

        assertThat(work()).containsExactly(new Unread(id(0), TWO));
    }

    @Test
    void whatWentBeforeTheWorkerCameIsReadWhenItIsTypedAgain() {
        readings.add(ONE);
        begin(block(0, "Two."));

        change(block(0, "Two. One."));

        assertThat(work()).contains(new Unread(id(0), ONE));
    }

    @Test
    void whatStandsBesideAnEditIsNotLookedAtAgain() {
        begin(block(0, "One."));
        read(id(0), ONE);

        change(block(0, "One. Two."));

        assertThat(work()).containsExactly(new Unread(id(0), TWO));
    }

    @Test
    void whatMovesToAnotherParagraphIsLookedAtAgainIfItsNamesAreKnown() {
        begin(block(0, "One. Two."));
        read(id(0), ONE);
        read(id(0), TWO);

        change(block(0, "One."), block(1, "Two."));

        assertThat(work()).containsExactly(new Unread(id(1), TWO));
        assertThat(book.needsReading(TWO)).isFalse();
    }

    @Test
    void whatAnEarlierWorkerHasReadMovesWithoutAReading() {
        readings.add(ONE);
        readings.add(TWO);
        begin(block(0, "One. Two."));

        change(block(0, "One."), block(1, "Two."));

        assertThat(work()).isEmpty();
    }

    @Test
    void whatLeavesIsForgotten() {
        begin(block(0, "One."));
        read(id(0), ONE);
        assertThat(book.hasForgotten()).isFalse();

        change(block(0, "On."));

        assertThat(readings.count(ONE)).isZero();
        assertThat(book.hasForgotten()).isTrue();
        assertThat(book.hasForgotten()).as("told once").isFalse();
    }

    @Test
    void aRemovedParagraphTakesItsSentencesAndItsWorkAlong() {
        begin(block(0, "One."), block(1, "Two."));
        read(id(0), ONE);

        book.change(List.of(), List.of(id(0), id(1)), NOW);

        assertThat(work()).isEmpty();
        assertThat(readings.count(ONE)).isZero();
        assertThat(book.blockOf(ONE)).isEmpty();
    }

    @Test
    void aSentenceIsNeverReadMoreOftenThanItStandsThere() {
        begin(block(0, "One."));

        read(id(0), ONE);
        read(id(0), ONE);

        assertThat(readings.count(ONE)).isEqualTo(1);
        change(block(0, "One. One."));
        assertThat(book.needsReading(ONE)).as("one more of it").isTrue();
    }

    @Test
    void whereAParagraphSaysTheSameTwiceBothHaveBeenRead() {
        begin(block(0, "One. One."), block(1, "One."));

        read(id(0), ONE);

        assertThat(readings.count(ONE)).isEqualTo(2);
        assertThat(book.needsReading(ONE)).as("the one in the other paragraph").isTrue();
    }

    @Test
    void ofALongNewDocumentTheTopIsReadAndOfAKnownOneTheEnd() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            blocks.add(block(i, "Sentence " + i + "."));
        }

        book.begin(blocks, 200, false, NOW);
        assertThat(work().getFirst().block()).isEqualTo(id(0));
        assertThat(work()).hasSize(200);

        TextBook known = new TextBook(new Readings());
        known.begin(blocks, 200, true, NOW);
        assertThat(known.unread(1_000, Set.of()).getLast().block()).isEqualTo(id(299));
        assertThat(known.unread(1_000, Set.of())).hasSize(200);
    }

    @Test
    void whatIsComposedWaitsAndTheRestDoesNot() {
        begin(block(0, "One."), block(1, "Two."));

        assertThat(book.unread(10, Set.of(id(0)))).containsExactly(new Unread(id(1), TWO));
        book.take(List.of(new Unread(id(1), TWO)));
        assertThat(work()).containsExactly(new Unread(id(0), ONE));
        book.take(work());
        assertThat(book.hasUnread()).isFalse();
    }

    private void begin(Block... blocks) {
        book.begin(List.of(blocks), 200, false, NOW);
    }

    private void change(Block... touched) {
        book.change(List.of(touched), List.of(), NOW);
    }

    /** As a call does it: taken, answered, written. */
    private void read(NodeId block, int print) {
        book.take(List.of(new Unread(block, print)));
        book.answered(print, List.of());
        book.hasBeenRead(print, block);
    }

    private List<Unread> work() {
        return book.unread(1_000, Set.of());
    }

    private static NodeId id(int clock) {
        return new NodeId(1, clock);
    }

    private static Block block(int clock, String text) {
        return new Block(id(clock), "paragraph", Map.of(), text, List.of());
    }
}
