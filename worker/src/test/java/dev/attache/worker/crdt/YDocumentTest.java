package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class YDocumentTest {
    private final YDocument document = YDocument.open(7, "default");

    @AfterEach
    void close() {
        document.close();
    }

    @Test
    void offsetsAreUtf16AsInJava() {
        NodeId block = paragraph("😀 Paris x");

        document.edit("t", List.of(mark(block, 3, 8, Map.of("lat", 48.85))));

        Block read = document.block(block).orElseThrow();
        assertThat(read.text()).hasSize(10);
        assertThat(read.runs()).hasSize(1);
        assertThat(read.text().substring(read.runs().get(0).start(), read.runs().get(0).end()))
                .isEqualTo("Paris");
    }

    @Test
    void aRangeThatCutsACharacterInTwoIsNotDone() {
        NodeId block = paragraph("😀 Paris");

        Edited edited = document.edit("t", List.of(mark(block, 1, 4, Map.of("lat", 1))));

        assertThat(edited.outcomes()).containsExactly(Edit.Outcome.OUTSIDE);
        assertThat(document.block(block).orElseThrow().runs()).isEmpty();
    }

    @Test
    void nestedMapsAndNumbersInAttributesComeBackAsTheyWent() {
        NodeId block = paragraph("Paris");
        Map<String, Object> place =
                Map.of(
                        "geoId",
                        "geo-1",
                        "lat",
                        48.8566,
                        "colorIndex",
                        3,
                        "more",
                        Map.of("a", List.of(1, "b")));

        document.edit("t", List.of(mark(block, 0, 5, place)));

        Object read = document.block(block).orElseThrow().runs().get(0).attributes().get("geoMark");
        assertThat(read)
                .isEqualTo(
                        Map.of(
                                "geoId",
                                "geo-1",
                                "lat",
                                48.8566,
                                "colorIndex",
                                3L,
                                "more",
                                Map.of("a", List.of(1L, "b"))));
    }

    @Test
    void aValueAsDeepAsTheCheckLetsInCanBeRead() {
        NodeId block = paragraph("Paris");
        Object deep = List.of();
        for (int level = 1; level < UpdateCheck.DEPTH; level++) {
            deep = List.of(deep);
        }

        document.edit("t", List.of(mark(block, 0, 5, Map.of("lat", deep))));

        assertThat(document.block(block).orElseThrow().runs().get(0).attributes())
                .isEqualTo(Map.of("geoMark", Map.of("lat", deep)));
    }

    @Test
    void aNullValueTakesAMarkAway() {
        NodeId block = paragraph("Paris");
        document.edit("t", List.of(mark(block, 0, 5, Map.of("lat", 1))));
        Map<String, Object> nothing = new java.util.HashMap<>();
        nothing.put("geoMark", null);

        document.edit("t", List.of(new Edit.Format(block, 0, 5, nothing)));

        assertThat(document.block(block).orElseThrow().runs()).isEmpty();
    }

    @Test
    void listenersOfUpdatesAndOfTextsDoNotPushEachOtherOut() throws Exception {
        List<Changes> first = new ArrayList<>();
        List<Changes> second = new ArrayList<>();
        AutoCloseable registration = document.listen(first::add);
        document.listen(second::add);

        NodeId block = paragraph("one");
        registration.close();
        document.edit("me", List.of(new Edit.InsertText(block, 3, " two", Map.of())));

        assertThat(first).hasSize(1);
        assertThat(second).hasSize(2);
        assertThat(second.get(1).origin()).isEqualTo("me");
        assertThat(second.get(1).update()).isNotEmpty();
        assertThat(second.get(1).touched()).extracting(Block::text).containsExactly("one two");
        assertThat(second.get(1).deltas())
                .containsExactly(
                        new TextDelta(
                                block,
                                List.of(
                                        new TextDelta.Step.Keep(3, false),
                                        new TextDelta.Step.Insert(" two"))));
    }

    @Test
    void entriesBesideTheTextCanBePutReadAndDropped() throws Exception {
        List<Map<String, Object>> value = List.of(Map.of("lat", 1.5, "n", 2L));
        List<Changes> seen = new ArrayList<>();
        document.listen(seen::add);

        document.edit("t", List.of(new Edit.PutEntry("m", "a", value)));

        assertThat(document.entries("m")).isEqualTo(Map.of("a", value));
        assertThat(document.entries("other")).isEmpty();
        try (YDocument other = YDocument.open(8, "default")) {
            other.apply(seen.getFirst().update(), "remote");
            assertThat(other.entries("m")).isEqualTo(Map.of("a", value));
        }
        assertThat(document.edit("t", List.of(new Edit.DropEntry("m", "a"))).outcomes())
                .containsExactly(Edit.Outcome.DONE);
        assertThat(document.entries("m")).isEmpty();
        assertThat(document.edit("t", List.of(new Edit.DropEntry("m", "a"))).outcomes())
                .containsExactly(Edit.Outcome.GONE);
    }

    @Test
    void aLoneSurrogateBecomesOneReplacementCharacter() {
        NodeId block = paragraph("a\uD83Db");

        assertThat(document.block(block).orElseThrow().text()).isEqualTo("a\uFFFDb");
    }

    @Test
    void oneTransactionCarriesSeveralEditsAndOneOrigin() {
        NodeId first = paragraph("Rome");
        NodeId second = paragraph("Oslo");
        List<Changes> seen = new ArrayList<>();
        document.listen(seen::add);

        Edited edited =
                document.edit(
                        "marks",
                        List.of(
                                mark(first, 0, 4, Map.of("lat", 41.9)),
                                mark(second, 0, 4, Map.of("lat", 59.9))));

        assertThat(edited.allDone()).isTrue();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).touched())
                .extracting(Block::id)
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    void insertedAndDeletedBlocksAreNamed() {
        NodeId first = paragraph("one");
        Edited edited =
                document.edit(
                        "t",
                        List.of(
                                new Edit.InsertBlock(
                                        Optional.of(first), "heading", Map.of("level", 2), "two")));

        Block heading = edited.changes().touched().get(0);
        assertThat(heading.name()).isEqualTo("heading");
        assertThat(heading.attributes()).isEqualTo(Map.of("level", 2L));
        assertThat(edited.changes().begun())
                .containsExactly(new Begun(heading.id(), Optional.of(first)));

        Edited deleted = document.edit("t", List.of(new Edit.DeleteBlock(first)));
        assertThat(deleted.changes().removed()).containsExactly(first);
        assertThat(document.snapshot().blocks()).extracting(Block::text).containsExactly("two");
        assertThat(document.edit("t", List.of(new Edit.DeleteText(first, 0, 1))).outcomes())
                .containsExactly(Edit.Outcome.GONE);
    }

    @Test
    void aPinMovesWithItsText() {
        NodeId block = paragraph("in Paris");
        Pin start = document.pin(block, 3, Pin.Side.RIGHT).orElseThrow();
        Pin end = document.pin(block, 8, Pin.Side.LEFT).orElseThrow();

        document.edit("t", List.of(new Edit.InsertText(block, 0, "We met ", Map.of())));

        assertThat(document.locate(start)).contains(new Place(block, 10));
        assertThat(document.locate(end)).contains(new Place(block, 15));
        document.edit("t", List.of(new Edit.DeleteBlock(block)));
        assertThat(document.locate(start)).isEmpty();
    }

    @Test
    void aClosedDocumentThrowsAndStaysClosed() {
        document.close();
        document.close();

        assertThatThrownBy(document::snapshot)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    private NodeId paragraph(String text) {
        Optional<NodeId> last =
                document.snapshot().blocks().stream().reduce((_, block) -> block).map(Block::id);
        Edited edited =
                document.edit(
                        "t", List.of(new Edit.InsertBlock(last, "paragraph", Map.of(), text)));
        assertThat(edited.allDone()).isTrue();
        return edited.changes().touched().get(0).id();
    }

    private static Edit mark(NodeId block, int start, int end, Map<String, ?> place) {
        return new Edit.Format(block, start, end, Map.of("geoMark", place));
    }
}
