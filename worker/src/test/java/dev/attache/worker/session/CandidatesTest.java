package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.marks.GeoMark;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What else a name could mean stands beside the text as long as its mark stands in it. */
class CandidatesTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void anAmbiguousNameBringsItsFirstFourOtherMeaningsWithItsMark() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("From Oslo to Paris. Then")).playUntil(60);

        assertThat(scene.marked()).containsExactly("Oslo", "Paris");
        assertThat(entries()).containsOnlyKeys(scene.ids().get(1));
        assertThat(entries().get(scene.ids().get(1)))
                .isEqualTo(List.of(other(1), other(2), other(3), other(4)));
    }

    @Test
    void theyAreClearedAwayAMinuteAfterTheMark() throws InterruptedException {
        List<Set<String>> keys = new ArrayList<>();
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(60, () -> scene.unmark("Paris"))
                .at(110, () -> keys.add(entries().keySet()))
                .playUntil(130);

        assertThat(keys.getFirst()).as("an undo may come").hasSize(1);
        assertThat(entries()).isEmpty();
    }

    @Test
    void anUndoFindsThemAgain() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(60, () -> scene.unmark("Paris"))
                .at(100, () -> scene.undoUnmark("Paris"))
                .playUntil(200);

        assertThat(entries()).containsOnlyKeys(scene.ids().getFirst());
    }

    @Test
    void theyGoWithTheirParagraph() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(60, scene::deleteParagraph)
                .playUntil(130);

        assertThat(entries()).isEmpty();
    }

    @Test
    void whatAKilledWorkerLeftTheNextClearsAway() throws InterruptedException {
        scene.at(1, () -> scene.paragraph("We saw Paris. Then"))
                .at(2, () -> scene.paragraph("More"))
                .at(60, scene::deleteParagraph)
                .killAt(61)
                .playUntil(140);

        assertThat(entries()).isEmpty();
    }

    /** What stands is not what was left over, however much of it there is. */
    @Test
    void amongThousandsThatStandWhatWasLeftOverIsClearedAway() throws InterruptedException {
        List<Edit> paragraphs = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            paragraphs.add(new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), "Paris"));
        }
        scene.world.server.edit("person", paragraphs);
        List<Block> blocks = scene.world.server.snapshot().blocks();
        List<Edit> marks = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            String id = "geo-" + i;
            Map<String, Object> mark = Map.of("geoId", id, "coordSource", "gazetteer");
            marks.add(new Edit.Format(blocks.get(i).id(), 0, 5, Map.of(GeoMark.NAME, mark)));
            marks.add(new Edit.PutEntry(Candidates.MAP, id, "others"));
        }
        for (int i = 0; i < 20; i++) {
            marks.add(new Edit.PutEntry(Candidates.MAP, "geo-gone-" + i, "others"));
        }
        scene.world.server.edit("person", marks);

        scene.playUntil(90);

        assertThat(entries())
                .hasSize(1_500)
                .allSatisfy((id, _) -> assertThat(id).doesNotContain("gone"));
    }

    private Map<String, Object> entries() {
        return scene.world.server.entries(Candidates.MAP);
    }

    private static Map<String, Object> other(long i) {
        return Map.of("placeName", "Paris " + i + ", Elsewhere", "lat", i, "lng", i);
    }
}
