package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's removal of a mark is a decision; nothing but the same person's undo takes it back. */
class RemovedMarksTest {
    private final Scene scene = new Scene();

    @BeforeEach
    void aMarkThatAPersonTakesAway() {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"));
        scene.at(60, () -> scene.unmark("Paris"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void isNotSetAgainWhenItsSentenceIsEdited() throws InterruptedException {
        scene.at(70, () -> scene.insert(0, "Yesterday ")).playUntil(130);

        assertThat(scene.world.read).contains("Yesterday We saw Paris.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void isRememberedByTheNextWorkerOfAKilledOne() throws InterruptedException {
        scene.killAt(61).at(70, () -> scene.insert(0, "Yesterday ")).playUntil(130);

        assertThat(scene.world.read).contains("Yesterday We saw Paris.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void isRememberedAcrossAnEviction() throws InterruptedException {
        scene.at(70, scene::release).at(80, () -> scene.insert(7, "old ")).playUntil(140);

        assertThat(scene.world.read).contains("We saw old Paris.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void staysAwayWhereTheSentenceIsMovedTo() throws InterruptedException {
        scene.at(
                        70,
                        () -> {
                            scene.deleteParagraph();
                            scene.paragraph("We saw Paris. Then");
                        })
                .playUntil(130);

        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void saysNothingOfTheSameNameInAnotherSentence() throws InterruptedException {
        scene.at(70, () -> scene.paragraph("Paris is cold. Then")).playUntil(130);

        assertThat(scene.marked()).containsExactly("Paris");
    }

    @Test
    void mayBePutBackByAnUndoAndIsThenMarkedLikeAnyOther() throws InterruptedException {
        scene.at(65, () -> scene.undoUnmark("Paris"))
                .at(70, () -> scene.delete("Paris"))
                .at(75, () -> scene.insert(7, "Paris"))
                .playUntil(140);

        assertThat(scene.marked()).containsExactly("Paris");
    }

    @Test
    void isRememberedByTheNextWorkerToHaveBeenPutBack() throws InterruptedException {
        scene.at(65, () -> scene.undoUnmark("Paris"))
                .killAt(66)
                .at(70, () -> scene.delete("Paris"))
                .at(75, () -> scene.insert(7, "Paris"))
                .playUntil(140);

        assertThat(scene.marked()).containsExactly("Paris");
    }

    @Test
    void isTakenAwayAgainAfterAnUndo() throws InterruptedException {
        scene.at(65, () -> scene.undoUnmark("Paris"))
                .at(70, () -> scene.unmark("Paris"))
                .at(75, () -> scene.insert(0, "Yesterday "))
                .playUntil(140);

        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void isNotTakenBackByAnotherMarkOfTheSameSentence() throws InterruptedException {
        scene.at(70, () -> scene.paragraph("Paris, Paris. Then"))
                .at(110, scene::deleteParagraph)
                .at(111, () -> scene.unmark("Paris"))
                .at(120, () -> scene.insert(0, "In "))
                .playUntil(180);

        assertThat(scene.marked()).containsExactly("Paris");
    }
}
