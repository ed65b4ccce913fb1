package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Which blocks came and went is found from the change, not by a walk over the document. */
class NewBlocksTest {
    @Test
    void whatIsReportedIsTheDocumentHoweverMuchIsDoneAtOnce() {
        Random random = new Random(1);
        try (YDocument document = YDocument.open(1, "default")) {
            Mirror mirror = new Mirror(document);
            for (int step = 0; step < 300; step++) {
                List<Block> blocks = document.snapshot().blocks();
                List<Edit> edits = new ArrayList<>();
                for (int i = random.nextInt(random.nextInt(10) == 0 ? 400 : 8); i >= 0; i--) {
                    edits.add(anyEdit(blocks, random));
                }

                document.edit("t", edits);

                assertThat(mirror.blocks())
                        .as("step %d", step)
                        .isEqualTo(document.snapshot().blocks());
            }
        }
    }

    private static Edit anyEdit(List<Block> blocks, Random random) {
        Optional<NodeId> one =
                blocks.isEmpty() || random.nextInt(9) == 0
                        ? Optional.empty()
                        : Optional.of(blocks.get(random.nextInt(blocks.size())).id());
        return one.isPresent() && random.nextInt(blocks.size() > 500 ? 3 : 9) < 2
                ? new Edit.DeleteBlock(one.get())
                : paragraph(one, random.nextBoolean() ? "" : "In Rome.");
    }

    private static Edit paragraph(Optional<NodeId> after, String text) {
        return new Edit.InsertBlock(after, "paragraph", Map.of(), text);
    }
}
