package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.YDocument;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts work, not time: how many characters and nodes are looked at. */
class LargeDocumentTest {
    private static final String PARAGRAPH = "We saw it. ".repeat(45);
    private static final int PARAGRAPHS = 2_000;

    @Test
    void anEditCostsItsParagraphAndNotTheDocument() {
        try (YDocument document = YDocument.open(1, "default")) {
            List<Edit> edits = new ArrayList<>();
            for (int i = 0; i < PARAGRAPHS; i++) {
                edits.add(paragraph(Optional.empty(), PARAGRAPH));
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
            assertThat(changes.begun()).isEmpty();
            assertThat(book.looked() - before).isEqualTo(PARAGRAPH.length() + 1);
            assertThat(book.unread(1_000, java.util.Set.of())).hasSizeLessThanOrEqualTo(201);
        }
    }

    @Test
    void aBlockThatComesOrGoesCostsTheSameInALongDocumentAsInAShortOne() {
        assertThat(workOfNewBlocks(5_000)).isEqualTo(workOfNewBlocks(500)).isLessThan(200);
    }

    /** In the middle, at the top, at the end: a new one each; and one is taken away. */
    private static long workOfNewBlocks(int size) {
        try (YDocument document = YDocument.open(1, "default")) {
            List<Edit> edits = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                edits.add(paragraph(Optional.empty(), "We saw it."));
            }
            document.edit("person", edits);
            List<Block> blocks = document.snapshot().blocks();
            TextBook book = new TextBook(new Readings());
            book.begin(blocks, 200, false, Instant.EPOCH);
            long work = -book.looked();
            for (Edit edit :
                    List.of(
                            paragraph(Optional.of(blocks.get(size / 2).id()), "In Rome."),
                            paragraph(Optional.empty(), "In Oslo."),
                            paragraph(Optional.of(blocks.getLast().id()), ""),
                            new Edit.DeleteBlock(blocks.get(size / 3).id()))) {
                Changes changes = document.edit("person", List.of(edit)).changes();
                assertThat(changes.begun().size() + changes.removed().size()).isOne();
                List<NodeId> left = book.left(changes.begun(), changes.removed());
                book.change(changes.touched(), changes.removed(), Instant.EPOCH);
                book.change(document.blocks(left), List.of(), Instant.EPOCH);
                work += changes.looked();
            }
            return work + book.looked();
        }
    }

    private static Edit paragraph(Optional<NodeId> after, String text) {
        return new Edit.InsertBlock(after, "paragraph", Map.of(), text);
    }
}
