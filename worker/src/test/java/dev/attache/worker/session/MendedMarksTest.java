package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/** What people do to a marked name: the mark follows the text, not the other way round. */
class MendedMarksTest {
    private final Scene scene = new Scene();
    private final List<String> idsBefore = new ArrayList<>();

    @BeforeEach
    void aMarkedName() {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"));
        scene.at(59, () -> idsBefore.addAll(scene.ids()));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    /** As an editor that was behind does it: it writes its own text over ours. */
    @Test
    void aMarkLostWithItsTextIsSetAgainWithoutAnotherReading() throws InterruptedException {
        scene.at(
                        60,
                        () -> {
                            scene.delete("Paris");
                            scene.insert(7, "Paris");
                        })
                .playUntil(120);

        assertThat(scene.marked()).containsExactly("Paris");
        assertThat(scene.world.read).containsExactly("We saw Paris.");
    }

    @Test
    void aMarkWidenedByALaterInsertShrinksToTheNameAndStaysTheSame() throws InterruptedException {
        scene.at(60, () -> scene.growBehind("Paris", " again")).playUntil(120);

        assertThat(scene.marked()).containsExactly("Paris");
        assertThat(scene.ids()).isEqualTo(idsBefore).hasSize(1);
    }

    /** The sentence says what it said before: there is nothing new to read in it. */
    @Test
    void aMarkWidenedPastItsSentenceShrinksToTheName() throws InterruptedException {
        scene.at(60, () -> scene.growBehind("Paris", ". . ")).playUntil(120);

        assertThat(scene.marked()).containsExactly("Paris");
        assertThat(scene.world.read).containsExactly("We saw Paris.");
    }

    @Test
    void aNameGrownIntoAnotherWordLosesItsMark() throws InterruptedException {
        scene.at(60, () -> scene.growBehind("Paris", "ian")).playUntil(120);

        assertThat(scene.world.read).contains("We saw Parisian.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void aShrunkNameLosesItsMark() throws InterruptedException {
        scene.at(60, () -> scene.delete("is")).playUntil(120);

        assertThat(scene.world.read).contains("We saw Par.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void aNameTornByAnInsertLosesBothParts() throws InterruptedException {
        scene.at(60, () -> scene.insert(9, "x")).playUntil(120);

        assertThat(scene.world.read).contains("We saw Paxris.");
        assertThat(scene.marked()).isEmpty();
    }

    @Test
    void aNameReplacedByAnotherCarriesAMarkOfItsOwn() throws InterruptedException {
        scene.at(
                        60,
                        () -> {
                            scene.delete("Paris");
                            scene.insert(7, "Berlin");
                        })
                .playUntil(120);

        assertThat(scene.marked()).containsExactly("Berlin");
        assertThat(scene.ids()).doesNotContainAnyElementsOf(idsBefore);
    }
}
