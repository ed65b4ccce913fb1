package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A sentence is read once, by this worker or by an earlier one, and never not at all. */
class ReadOnceTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void aFinishedSentenceIsReadOnceHoweverItsParagraphGrows() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(60, () -> scene.insert(18, " Berlin. And"))
                .at(61, () -> scene.insert(0, "Well"))
                .at(62, () -> scene.delete("Well"))
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("We saw Paris.", "Then Berlin.");
        assertThat(scene.marked()).containsExactly("Paris", "Berlin");
    }

    @Test
    void whatTheLastWorkerHasReadItsSuccessorDoesNot() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .killAt(60)
                .at(70, () -> scene.insert(18, " Oslo. And"))
                .playUntil(130);

        assertThat(scene.world.read).containsExactly("We saw Paris.", "Then Oslo.");
        assertThat(scene.marked()).containsExactly("Paris", "Oslo");
    }

    @Test
    void whatWasBeingReadWhenAWorkerWasKilledIsReadByTheNext() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then")).killAt(3).playUntil(60);

        assertThat(scene.world.read).containsExactly("We saw Paris.", "We saw Paris.");
        assertThat(scene.marked()).containsExactly("Paris");
    }

    @Test
    void whatWasTypedWhileNobodyWasThereIsReadByTheNext() throws InterruptedException {
        scene.at(60, () -> scene.paragraph("Oslo is cold. Then"))
                .killAt(60)
                .at(1, () -> scene.paragraph("We saw Paris."))
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("We saw Paris.", "Oslo is cold.");
        assertThat(scene.marked()).containsExactly("Paris", "Oslo");
    }

    /** The decision was taken while no worker looked; that it was read is all that is known. */
    @Test
    void aMarkTakenAwayWhileNobodyWasThereIsNotSetByTheNext() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(60, () -> scene.unmark("Paris"))
                .killAt(60)
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("We saw Paris.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void aSentenceThatStandsInTwoParagraphsIsReadOnceAndMarkedInBoth() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris."))
                .at(1, () -> scene.paragraph("We saw Paris."))
                .playUntil(60);

        assertThat(scene.world.read).containsExactly("We saw Paris.");
        assertThat(scene.marked()).containsExactly("Paris", "Paris");
    }

    @Test
    void aSentenceThatStandsTwiceIsReadOnceAndMarkedTwice() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. We saw Paris. Then")).playUntil(60);

        assertThat(scene.world.read).containsExactly("We saw Paris.");
        assertThat(scene.marked()).containsExactly("Paris", "Paris");
    }

    /** An editor deletes a code block in which it finds a mark. */
    @Test
    void codeIsNeitherReadNorMarkedAlsoWhenItSaysWhatWasRead() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris."))
                .at(1, () -> scene.block("codeBlock", "Oslo is cold. We saw Paris."))
                .at(60, () -> scene.block("codeBlock", "We saw Paris."))
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("We saw Paris.");
        assertThat(scene.marked()).containsExactly("Paris");
    }
}
