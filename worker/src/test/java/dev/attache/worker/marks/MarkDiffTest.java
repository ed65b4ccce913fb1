package dev.attache.worker.marks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.Run;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class MarkDiffTest {
    private static final NodeId ID = new NodeId(1, 0);
    private static final String TEXT = "We saw Paris and Oslo.";
    private static final Stretch ALL = new Stretch(0, TEXT.length());

    @Test
    void aNewNameGetsOneMarkThatCoversExactlyTheName() {
        MarkDiff.Result result = diff(block(), List.of(paris(false)), ALL);

        assertThat(said(result)).containsExactly("set 7-12 geo-new");
        assertThat(result.fresh()).isEqualTo(1);
    }

    @Test
    void aMarkThatStandsIsLeftAlone() {
        MarkDiff.Result result = diff(block(ours(7, 12, "geo-1")), List.of(paris(false)), ALL);

        assertThat(said(result)).isEmpty();
        assertThat(result.fresh()).isZero();
    }

    @Test
    void aGrownMarkShrinksToTheNameAndKeepsItsId() {
        MarkDiff.Result result = diff(block(ours(7, 16, "geo-1")), List.of(paris(false)), ALL);

        assertThat(said(result)).containsExactly("clear 7-16", "set 7-12 geo-1");
        assertThat(result.fresh()).isZero();
    }

    @Test
    void aMarkThatMeansAnotherPlaceDoesNotLendItsId() {
        Run other = run(7, 16, Map.of("geoId", "geo-1", "placeName", "Paris, Texas"), "gazetteer");

        assertThat(said(diff(block(other), List.of(paris(false)), ALL)))
                .containsExactly("clear 7-16", "set 7-12 geo-new");
    }

    @Test
    void aTornMarkIsMendedAsOne() {
        MarkDiff.Result result =
                diff(block(ours(7, 9, "geo-1"), ours(10, 12, "geo-1")), List.of(paris(false)), ALL);

        assertThat(said(result)).containsExactly("clear 7-9", "clear 10-12", "set 7-12 geo-1");
    }

    @Test
    void aMarkGrownOverTwoNamesIsClearedOnceAndSetTwice() {
        MarkDiff.Result result =
                diff(block(ours(7, 21, "geo-1")), List.of(paris(false), oslo()), ALL);

        assertThat(said(result))
                .containsExactly("clear 7-21", "set 7-12 geo-1", "set 17-21 geo-oslo");
    }

    @Test
    void ofTwoMentionsOfOnePlaceUnderOneMarkTheSecondGetsAnIdOfItsOwn() {
        Wanted again = new Wanted(17, 21, mark("geo-2", "Paris, France"), false);

        assertThat(said(diff(block(ours(7, 21, "geo-1")), List.of(paris(false), again), ALL)))
                .containsExactly("clear 7-21", "set 7-12 geo-1", "set 17-21 geo-2");
    }

    @Test
    void nothingIsSetWhereAPersonsMarkStandsOrReachesIn() {
        Run hand = run(4, 9, Map.of("geoId", "geo-h", "placeName", "here"), "manual");

        assertThat(said(diff(block(hand), List.of(paris(false)), ALL))).isEmpty();
    }

    @Test
    void aPersonsMarkIsNotMended() {
        Run hand = run(8, 10, Map.of("geoId", "geo-h", "placeName", "here"), "manual");

        assertThat(said(diff(block(hand), List.of(), ALL))).isEmpty();
    }

    @Test
    void aRefusedNameStaysWithout() {
        MarkDiff.Result result = diff(block(), List.of(paris(true)), ALL);

        assertThat(said(result)).isEmpty();
        assertThat(result.fresh()).isZero();
    }

    @Test
    void aRefusedNameUnderAMarkThatStandsIsLeftAlone() {
        assertThat(said(diff(block(ours(7, 12, "geo-1")), List.of(paris(true)), ALL))).isEmpty();
    }

    @Test
    void aMarkOnARefusedNameIsMendedLikeAnyOther() {
        assertThat(said(diff(block(ours(7, 16, "geo-1")), List.of(paris(true)), ALL)))
                .containsExactly("clear 7-16", "set 7-12 geo-1");
    }

    @Test
    void ofTwoNamesThatOverlapTheFirstIsMarked() {
        Wanted longer = new Wanted(7, 16, mark("geo-longer", "Paris and"), false);

        assertThat(said(diff(block(), List.of(longer, paris(false)), ALL)))
                .containsExactly("set 7-16 geo-longer");
    }

    @Test
    void aMarkOnSomethingElseThanItsNameIsTakenAway() {
        assertThat(said(diff(block(ours(7, 16, "geo-1")), List.of(), ALL)))
                .as("it was put on what it covers")
                .isEmpty();
        assertThat(said(diff(block(), List.of(named(7, 16, "Paris")), List.of(), ALL)))
                .containsExactly("clear 7-16");
    }

    @Test
    void aMarkOnAPartOfAWordIsTakenAway() {
        assertThat(said(diff(block(ours(7, 10, "geo-1")), List.of(), ALL)))
                .containsExactly("clear 7-10");
    }

    @Test
    void marksOutsideOfWhatWasReadAreNotLookedAt() {
        assertThat(said(diff(block(ours(7, 10, "geo-1")), List.of(), new Stretch(10, 22))))
                .isEmpty();
    }

    /** Its editor would delete the block with all its text. */
    @ParameterizedTest
    @ValueSource(strings = {"codeBlock", "code_block", "codeblock", "pre", "math_block", "fence"})
    void nothingIsSetInABlockWhoseEditorAllowsNoMarks(String name) {
        Block plain = new Block(ID, name, Map.of(), TEXT, List.of());

        assertThat(said(diff(plain, List.of(paris(false)), ALL))).isEmpty();
    }

    @Test
    void nothingIsSetOnCodeInTheLine() {
        Run code = new Run(9, 10, Map.of("code", Map.of()));

        assertThat(said(diff(block(code), List.of(paris(false), oslo()), ALL)))
                .containsExactly("set 17-21 geo-oslo");
    }

    private static MarkDiff.Result diff(Block block, List<Wanted> wanted, Stretch read) {
        return diff(block, Marked.in(block), wanted, read);
    }

    private static MarkDiff.Result diff(
            Block block, List<Marked> present, List<Wanted> wanted, Stretch read) {
        return MarkDiff.of(block, present, wanted, List.of(read));
    }

    private static Block block(Run... runs) {
        return new Block(ID, "paragraph", Map.of(), TEXT, List.of(runs));
    }

    private static Marked named(int start, int end, String name) {
        return Marked.in(block(ours(start, end, "geo-1"))).getFirst().named(name);
    }

    private static Run ours(int start, int end, String id) {
        return run(start, end, Map.of("geoId", id, "placeName", "Paris, France"), "gazetteer");
    }

    private static Run run(int start, int end, Map<String, String> attributes, String source) {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("coordSource", source);
        return new Run(start, end, Map.of(GeoMark.NAME, all));
    }

    private static Wanted paris(boolean refused) {
        return new Wanted(7, 12, mark("geo-new", "Paris, France"), refused);
    }

    private static Wanted oslo() {
        return new Wanted(17, 21, mark("geo-oslo", "Oslo, Norway"), false);
    }

    private static GeoMark mark(String id, String name) {
        return new GeoMark(id, name, 1, 2, 3, "gazetteer");
    }

    private static List<String> said(MarkDiff.Result result) {
        List<String> said = new ArrayList<>();
        for (Edit.Format edit : result.edits()) {
            assertThat(edit.block()).isEqualTo(ID);
            assertThat(edit.attributes()).containsOnlyKeys(GeoMark.NAME);
            String range = edit.start() + "-" + edit.end();
            said.add(
                    edit.attributes().get(GeoMark.NAME) instanceof Map<?, ?> mark
                            ? "set " + range + " " + mark.get("geoId")
                            : "clear " + range);
        }
        return said;
    }
}
