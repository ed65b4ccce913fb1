package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.TextDelta;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.marks.Marked;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes each change of the document into the books: sentences, decisions, marks that are gone. */
final class ChangeReader {
    private final YDocument document;
    private final Session books;
    private final Colours colours;
    private final Decisions decisions;
    private final MarkWriter writer;

    ChangeReader(YDocument document, Session books, Colours colours, MarkWriter writer) {
        this.document = document;
        this.books = books;
        this.colours = colours;
        this.decisions = new Decisions(document, books);
        this.writer = writer;
    }

    /** What we did ourselves is no decision of anybody's. */
    void read(Changes changes, boolean own, Instant now) {
        Map<NodeId, Paragraph> before = new HashMap<>();
        Set<String> gone = new HashSet<>();
        changes.removed().forEach(id -> books.text.marks(id).forEach(m -> gone.add(m.geoId())));
        for (Block block : changes.touched()) {
            before.put(block.id(), books.text.paragraph(block.id()));
            books.text.marks(block.id()).forEach(mark -> gone.add(mark.geoId()));
        }
        books.text.change(withLeft(changes), changes.removed(), now);
        if (books.text.hasForgotten()) {
            books.forgot(now);
        }
        for (Block block : changes.touched()) {
            List<Marked> marks = books.text.marks(block.id());
            colours.see(marks);
            marks.forEach(mark -> gone.remove(mark.geoId()));
            if (!own) {
                Paragraph old = before.getOrDefault(block.id(), Paragraph.EMPTY);
                decisions.see(old, block, delta(changes, block), now);
                for (int print : writer.disturbed(block)) {
                    books.text.lookAgain(new Unread(block.id(), print), now);
                }
            }
        }
        books.strays.left(gone, now);
    }

    /** What is touched, and what is complete only because somebody has gone on behind it. */
    private List<Block> withLeft(Changes changes) {
        Set<NodeId> left = new HashSet<>(books.text.left(changes.begun(), changes.removed()));
        changes.touched().forEach(block -> left.remove(block.id()));
        if (left.isEmpty()) {
            return changes.touched();
        }
        List<Block> all = new ArrayList<>(changes.touched());
        all.addAll(document.blocks(left));
        return all;
    }

    private static Optional<TextDelta> delta(Changes changes, Block block) {
        return changes.deltas().stream().filter(one -> one.block().equals(block.id())).findFirst();
    }
}
