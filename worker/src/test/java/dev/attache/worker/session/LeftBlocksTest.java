package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Headings, lists and tables have no full stops: a new block says that the one before is done. */
class LeftBlocksTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whatIsBeingWrittenWaitsUntilItsWriterGoesOnInANewBlock() throws InterruptedException {
        scene.at(1, () -> scene.block("heading", "A trip to Paris"))
                .at(30, () -> assertThat(scene.world.read).isEmpty())
                .at(30, () -> scene.paragraph(""))
                .playUntil(90);

        assertThat(scene.world.read).containsExactly("A trip to Paris");
        assertThat(scene.marked()).containsExactly("Paris");
    }

    @Test
    void aListIsReadItemByItemAndEachItemOnce() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("Paris"))
                .at(31, () -> scene.paragraph("Berlin"))
                .at(61, () -> scene.paragraph("Oslo"))
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("Paris", "Berlin");
        assertThat(scene.marked()).containsExactly("Paris", "Berlin");
    }

    /** A hard break is a line break in the text of its block. */
    @Test
    void aListOfLinesInOneParagraphIsReadLineByLineAndEachLineOnce() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("Paris\nBer"))
                .at(31, () -> scene.insert(9, "lin\n"))
                .at(61, () -> scene.insert(13, "Oslo"))
                .playUntil(120);

        assertThat(scene.world.read).containsExactly("Paris", "Berlin");
        assertThat(scene.marked()).containsExactly("Paris", "Berlin");
    }

    @Test
    void ofWhatStandsThereAlreadyOnlyTheLastBlockMayBeUnfinished() throws InterruptedException {
        scene.paragraph("Paris");
        scene.paragraph("Berlin");

        scene.playUntil(60);

        assertThat(scene.world.read).containsExactly("Paris");
    }

    @Test
    void aBlockThatWasLeftIsReadAgainWhenItIsEdited() throws InterruptedException {
        scene.paragraph("On Paris");
        scene.paragraph("");
        scene.at(60, () -> scene.insert(8, " and Oslo")).playUntil(120);

        assertThat(scene.world.read).containsExactly("On Paris", "On Paris and Oslo");
        assertThat(scene.marked()).containsExactly("Paris", "Oslo");
    }
}
