package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/**
 * Whatever Yjs and y-prosemirror make is taken, in whatever order and packing it comes, and read
 * back by Yjs it is the same. The check before yrs refuses nothing of it.
 */
class LegalUpdatesIT {
    private static final int HISTORIES = Boolean.getBoolean("attache.full") ? 5_000 : 150;
    private static final int FIRST = Integer.getInteger("attache.seed", 1);

    @Test
    void nothingThatYjsMakesIsRefused() throws Exception {
        try (NodePeer yjs = NodePeer.start("histories.mjs")) {
            for (int seed = FIRST; seed < FIRST + HISTORIES; seed++) {
                oneHistory(yjs, seed);
            }
        }
    }

    private static void oneHistory(NodePeer yjs, int seed) throws Exception {
        List<?> updates = (List<?>) Objects.requireNonNull(yjs.ask("grow", "seed", seed));
        try (YDocument document = YDocument.open(1L << 40, "default")) {
            Mirror mirror = new Mirror(document);
            boolean incomplete = false;
            for (Object update : updates) {
                Changes changes = taken(document, update, seed);
                assertThat(changes.refused()).as("seed %d: %s", seed, update).isEmpty();
                assertThat(mirror.blocks())
                        .as("seed %d: %s", seed, update)
                        .isEqualTo(document.snapshot().blocks());
                incomplete = changes.incomplete();
            }
            assertThat(incomplete).as("seed %d", seed).isFalse();
            Object difference =
                    yjs.ask("difference", "update", ConvergenceIT.base64(document.encode()));
            assertThat(difference).as("seed %d", seed).isEqualTo("");
        }
    }

    private static Changes taken(YDocument document, Object update, int seed) {
        try {
            return document.apply(ConvergenceIT.bytes(update), "yjs");
        } catch (RefusedUpdateException | PoisonedDocumentException fault) {
            throw new AssertionError("seed " + seed + ": " + update, fault);
        }
    }
}
