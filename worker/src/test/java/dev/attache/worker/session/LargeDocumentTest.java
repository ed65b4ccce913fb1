package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.YDocument;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts work, not time: how many characters are looked at. */
class LargeDocumentTest {
    private static final String PARAGRAPH = "We saw it. ".repeat(45);
    private static final int PARAGRAPHS = 2_000;

    @Test
    void anEditCostsItsParagraphAndNotTheDocument() {
        try (YDocument document = YDocument.open(1, "default")) {
            List<Edit> edits = new ArrayList<>();
            for (int i = 0; i < PARAGRAPHS; i++) {
                edits.add(new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), PARAGRAPH));
            }
            document.edit("person", edits);
            List<Block> blocks = document.snapshot().blocks();
            TextBook book = new TextBook(new Readings());
            book.begin(blocks, 200, false, Instant.EPOCH);
            assertThat(book.looked()).isGreaterThan(900_000);
            long before = book.looked();

            Edit typed = new Edit.InsertText(blocks.get(1_000).id(), 5, "x", Map.of());
            Changes changes = document.edit("person", List.of(typed)).changes();
            book.change(changes.touched(), changes.removed(), Instant.EPOCH);

            assertThat(changes.touched()).as("what crosses the border").hasSize(1);
            assertThat(changes.order()).isEmpty();
            assertThat(book.looked() - before).isEqualTo(PARAGRAPH.length() + 1);
            assertThat(book.unread(1_000, java.util.Set.of())).hasSizeLessThanOrEqualTo(201);
        }
    }
}
