package dev.attache.worker.marks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.Run;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class MarkedTest {
    private static final Map<String, Object> AGENTS =
            Map.of(
                    "geoId", "geo-1",
                    "placeName", "Paris, France",
                    "colorIndex", 4L,
                    "coordSource", "model");

    @Test
    void aMarkAcrossFormattingIsOne() {
        List<Marked> marks =
                in(
                        new Run(3, 5, Map.of("geoMark", AGENTS)),
                        new Run(5, 8, Map.of("geoMark", AGENTS, "bold", Map.of())));

        assertThat(marks)
                .containsExactly(
                        new Marked(3, 8, "geo-1", "Paris, France", Optional.of(4), true, "Paris"));
    }

    @Test
    void twoStretchesOfOneMarkWithTextBetweenThemAreTwo() {
        assertThat(
                        in(
                                new Run(3, 5, Map.of("geoMark", AGENTS)),
                                new Run(6, 8, Map.of("geoMark", AGENTS))))
                .hasSize(2);
    }

    @Test
    void neighboursWithIdsOfTheirOwnAreTwo() {
        Map<String, Object> other = Map.of("geoId", "geo-2", "coordSource", "model");

        assertThat(
                        in(
                                new Run(3, 5, Map.of("geoMark", AGENTS)),
                                new Run(5, 8, Map.of("geoMark", other))))
                .hasSize(2);
    }

    @Test
    void onlyWhatAnAgentSaysIsItsOwnIsOurs() {
        assertThat(ours(Map.of("coordSource", "gazetteer"))).isTrue();
        assertThat(ours(Map.of("coordSource", "model"))).isTrue();
        assertThat(ours(Map.of("coordSource", "manual"))).isFalse();
        assertThat(ours(Map.of("coordSource", 7L))).isFalse();
        assertThat(ours(Map.of())).isFalse();
        assertThat(ours("true")).as("a value that is no map").isFalse();
    }

    @Test
    void aMarkUnderAVariantOfTheNameIsSeenAndNotOurs() {
        List<Marked> marks = in(new Run(3, 8, Map.of("geoMark--aGFzaA==", AGENTS)));

        assertThat(marks).hasSize(1);
        assertThat(marks.getFirst().ours()).isFalse();
    }

    @Test
    void otherFormattingIsNoMark() {
        assertThat(in(new Run(3, 8, Map.of("geoMarker", AGENTS, "bold", Map.of())))).isEmpty();
    }

    private static boolean ours(Object value) {
        return in(new Run(3, 8, Map.of("geoMark", value))).getFirst().ours();
    }

    private static List<Marked> in(Run... runs) {
        return Marked.in(
                new Block(new NodeId(1, 0), "paragraph", Map.of(), "In Paris.", List.of(runs)));
    }
}
