package dev.attache.worker.crdt;

import static dev.attache.worker.crdt.ConvergenceIT.base64;
import static dev.attache.worker.crdt.ConvergenceIT.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/** Documents that y-prosemirror wrote are read here, and what is written here is what it reads. */
class ProseMirrorIT {
    private static final Map<String, Object> PARIS =
            Map.of(
                    "geoId",
                    "geo-5f2c",
                    "placeName",
                    "Paris",
                    "lat",
                    48.85341,
                    "lng",
                    2.3488,
                    "colorIndex",
                    3L,
                    "coordSource",
                    "gazetteer");

    private final YDocument document = YDocument.open(77, "default");
    private final NodePeer editor = NodePeer.start("editor.mjs");

    @BeforeEach
    void open() {
        editor.ask("open", "client", 5);
    }

    @AfterEach
    void close() throws Exception {
        document.close();
        editor.close();
    }

    @Test
    void readsWhatTheEditorWrote() throws Exception {
        editor.ask("fromProseMirror", "json", NOTE);

        document.apply(bytes(editor.ask("encode")), "editor");

        List<Block> blocks = document.snapshot().blocks();
        assertThat(blocks)
                .extracting(Block::name)
                .containsExactly("heading", "paragraph", "paragraph");
        assertThat(blocks)
                .extracting(Block::text)
                .containsExactly("Trip 😀", "From Paris\nto Oslo", "in a list");
        assertThat(blocks.get(0).attributes()).isEqualTo(Map.of("level", 2L));
        assertThat(blocks.get(1).runs()).containsExactly(new Run(5, 10, Map.of("bold", Map.of())));
    }

    @Test
    void theEditorReadsTheMarkWithAllItsAttributesAndKeepsItWhileAPersonTypes() throws Exception {
        editor.ask("fromProseMirror", "json", NOTE);
        document.apply(bytes(editor.ask("encode")), "editor");
        Block note = document.snapshot().blocks().get(1);

        document.edit("me", List.of(new Edit.Format(note.id(), 5, 10, Map.of("geoMark", PARIS))));
        editor.ask("apply", "update", base64(document.encode()));

        assertThat(Json.canonical(editor.ask("toProseMirror")))
                .contains("{\"attrs\":" + Json.canonical(PARIS) + ",\"type\":\"geoMark\"}");
        assertThat(editor.ask("stringify")).isInstanceOf(String.class);

        editor.ask("typeInProseMirror", "block", 1, "text", " tomorrow");
        document.apply(
                bytes(editor.ask("encode", "since", base64(document.stateVector()))), "editor");
        Block typed = document.block(note.id()).orElseThrow();
        assertThat(typed.text()).isEqualTo("From Paris\nto Oslo tomorrow");
        assertThat(typed.runs())
                .containsExactly(new Run(5, 10, Map.of("bold", Map.of(), "geoMark", PARIS)));
    }

    @Test
    void aRelativePositionOfTheEditorIsFoundHere() throws Exception {
        editor.ask("fromProseMirror", "json", NOTE);
        document.apply(bytes(editor.ask("encode")), "editor");

        Object position = editor.ask("relative", "block", 0, "at", 5);

        Block heading = document.snapshot().blocks().get(0);
        assertThat(document.locateJson(String.valueOf(position)))
                .contains(new Place(heading.id(), 5));
    }

    private static final Map<String, Object> NOTE =
            node(
                    "doc",
                    Map.of(),
                    node("heading", Map.of("level", 2), text("Trip 😀")),
                    node(
                            "paragraph",
                            Map.of(),
                            text("From "),
                            Map.of(
                                    "type",
                                    "text",
                                    "text",
                                    "Paris",
                                    "marks",
                                    List.of(Map.of("type", "bold"))),
                            Map.of("type", "hardBreak"),
                            text("to Oslo")),
                    node(
                            "bulletList",
                            Map.of(),
                            node(
                                    "listItem",
                                    Map.of(),
                                    node("paragraph", Map.of(), text("in a list")))));

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static Map<String, Object> node(
            String type, Map<String, Object> attributes, Object... content) {
        return Map.of("type", type, "attrs", attributes, "content", List.of(content));
    }
}
