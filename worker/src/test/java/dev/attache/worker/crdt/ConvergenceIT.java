package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Java and a real Yjs edit the same document at the same time and end with the same text and marks.
 */
class ConvergenceIT {
    private static final int ROUNDS = Boolean.getBoolean("attache.full") ? 4_000 : 400;
    private static final int ROUNDS_OF_A_DOCUMENT = 20;
    private static final List<String> WORDS =
            List.of("Paris ", "in ", "😀", "São Paulo. ", "x", "東京。", " and ", "a\u0301");

    @Test
    void concurrentEditsOfBothSidesConverge() throws Exception {
        try (NodePeer yjs = NodePeer.start("editor.mjs")) {
            for (int seed = 1; seed <= ROUNDS / ROUNDS_OF_A_DOCUMENT; seed++) {
                oneDocument(yjs, seed);
            }
        }
    }

    private static void oneDocument(NodePeer yjs, int seed) throws Exception {
        Random random = new Random(seed);
        yjs.ask("open", "client", 1000 + seed);
        try (YDocument document = YDocument.open(500_000 + seed, "default")) {
            Mirror mirror = new Mirror(document);
            for (int round = 0; round < ROUNDS_OF_A_DOCUMENT; round++) {
                yjs.ask("random", "seed", seed * 1000 + round, "edits", 1 + random.nextInt(6));
                for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
                    document.edit("me", List.of(randomEdit(document.snapshot().blocks(), random)));
                }

                exchange(yjs, document);

                String where = "seed " + seed + ", round " + round;
                assertThat(lines(document.snapshot().blocks()))
                        .as(where)
                        .isEqualTo(yjs.ask("lines"));
                assertThat(mirror.blocks()).as(where).isEqualTo(document.snapshot().blocks());
            }
            assertThat(yjs.ask("stringify")).isInstanceOf(String.class);
        }
    }

    /** What each lacks, both ways. */
    private static void exchange(NodePeer yjs, YDocument document) throws Exception {
        byte[] theirs = bytes(yjs.ask("encode", "since", base64(document.stateVector())));
        byte[] ours = document.encodeSince(bytes(yjs.ask("stateVector")));
        document.apply(theirs, "yjs");
        yjs.ask("apply", "update", base64(ours));
    }

    private static Edit randomEdit(List<Block> blocks, Random random) {
        int what = random.nextInt(10);
        if (blocks.isEmpty() || (what == 0 && blocks.size() < 12)) {
            Optional<NodeId> after =
                    blocks.isEmpty() || random.nextInt(3) == 0
                            ? Optional.empty()
                            : Optional.of(blocks.get(random.nextInt(blocks.size())).id());
            return new Edit.InsertBlock(
                    after,
                    random.nextInt(5) == 0 ? "heading" : "paragraph",
                    Map.of(),
                    word(random));
        }
        Block block = blocks.get(random.nextInt(blocks.size()));
        if (what == 1 && blocks.size() > 3) {
            return new Edit.DeleteBlock(block.id());
        }
        int start = edge(block.text(), random.nextInt(block.text().length() + 1));
        if (what < 6) {
            return new Edit.InsertText(block.id(), start, word(random), Map.of());
        }
        int end =
                edge(block.text(), Math.min(block.text().length(), start + 1 + random.nextInt(6)));
        if (what < 8) {
            return new Edit.DeleteText(block.id(), start, end);
        }
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(
                "geoMark",
                random.nextInt(10) < 7
                        ? Map.of(
                                "geoId",
                                "geo-" + random.nextInt(1000),
                                "lng",
                                random.nextInt(360) - 180.5)
                        : null);
        return new Edit.Format(block.id(), start, end, attributes);
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static int edge(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at + 1
                : at;
    }

    /** As editor.mjs writes them. */
    static List<String> lines(List<Block> blocks) {
        return blocks.stream()
                .map(block -> block.name() + "|" + block.text() + "|" + runs(block))
                .toList();
    }

    private static String runs(Block block) {
        return block.runs().stream()
                .map(run -> run.start() + "-" + run.end() + Json.canonical(run.attributes()))
                .collect(Collectors.joining(";"));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] bytes(@Nullable Object base64) {
        return Base64.getDecoder().decode(String.valueOf(base64));
    }
}
