package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.TextDelta;
import dev.attache.worker.crdt.TextDelta.Step;
import dev.attache.worker.marks.Marked;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class LossesTest {
    private static final NodeId ID = new NodeId(1, 0);
    private static final Marked PARIS = mark(3, 8, true);

    @Test
    void aNameThatStandsThereWithoutItsMarkHasLostIt() {
        assertThat(losses("In Paris.", new Step.Keep(9, true)))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 3));
    }

    @Test
    void itIsFoundWhereTheSameChangeHasMovedIt() {
        assertThat(
                        losses(
                                "So In Paris.",
                                new Step.Insert("So "),
                                new Step.Keep(3, false),
                                new Step.Keep(5, true)))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 6));
        assertThat(losses("Paris.", new Step.Delete(3), new Step.Keep(5, true)))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 0));
        assertThat(losses("In big Paris.", new Step.Keep(3, false), new Step.Insert("big ")))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 7));
    }

    @Test
    void whatWentOrChangedWithItsTextIsNoLoss() {
        assertThat(losses("In .", new Step.Keep(3, false), new Step.Delete(5))).isEmpty();
        assertThat(losses("In Pars.", new Step.Keep(6, false), new Step.Delete(1))).isEmpty();
        assertThat(losses("In Paxris.", new Step.Keep(5, false), new Step.Insert("x"))).isEmpty();
        assertThat(
                        losses(
                                "In Paris.",
                                new Step.Keep(3, false),
                                new Step.Delete(5),
                                new Step.Insert("Paris")))
                .as("written anew")
                .isEmpty();
    }

    @Test
    void whatHappensBehindTheNameDoesNotTouchIt() {
        assertThat(losses("In Paris", new Step.Keep(8, true), new Step.Delete(1)))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 3));
        assertThat(losses("In Paris!.", new Step.Keep(8, true), new Step.Insert("!")))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 3));
    }

    @Test
    void aNameThatCarriesAMarkStillOrAgainHasLostNothing() {
        assertThat(
                        Losses.of(
                                new Paragraph(new int[0], List.of(PARIS)),
                                block("In Paris."),
                                List.of(mark(3, 6, true)),
                                delta(new Step.Keep(9, true))))
                .isEmpty();
    }

    @Test
    void theMarksOfPeopleAreTheirsToTakeAway() {
        assertThat(
                        Losses.of(
                                new Paragraph(new int[0], List.of(mark(3, 8, false))),
                                block("In Paris."),
                                List.of(),
                                delta(new Step.Keep(9, true))))
                .isEmpty();
    }

    @Test
    void withoutADeltaOnlyWhatStandsWhereItStoodIsKnownAgain() {
        assertThat(lossesWithoutDelta("In Paris."))
                .containsExactly(new Losses.Loss("geo-1", "Paris", 3));
        assertThat(lossesWithoutDelta("So In Paris.")).isEmpty();
        assertThat(lossesWithoutDelta("In P")).isEmpty();
    }

    private static List<Losses.Loss> losses(String now, Step... steps) {
        return Losses.of(
                new Paragraph(new int[0], List.of(PARIS)), block(now), List.of(), delta(steps));
    }

    private static List<Losses.Loss> lossesWithoutDelta(String now) {
        return Losses.of(
                new Paragraph(new int[0], List.of(PARIS)), block(now), List.of(), Optional.empty());
    }

    private static Optional<TextDelta> delta(Step... steps) {
        return Optional.of(new TextDelta(ID, List.of(steps)));
    }

    private static Block block(String text) {
        return new Block(ID, "paragraph", Map.of(), text, List.of());
    }

    private static Marked mark(int start, int end, boolean ours) {
        return new Marked(start, end, "geo-1", "Paris, France", Optional.of(1), ours, "Paris");
    }
}
