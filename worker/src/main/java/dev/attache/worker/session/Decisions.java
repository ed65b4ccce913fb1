package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Pin;
import dev.attache.worker.crdt.Place;
import dev.attache.worker.crdt.TextDelta;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.marks.Marked;
import dev.attache.worker.sentence.Sentence;
import dev.attache.worker.sentence.Sentences;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sees in a change of somebody else which of our marks they took away, or put back again. */
final class Decisions {
    private final YDocument document;
    private final Session books;

    Decisions(YDocument document, Session books) {
        this.document = document;
        this.books = books;
    }

    /** The books hold the block as it is now; {@code before} is what they held. */
    void see(Paragraph before, Block block, Optional<TextDelta> delta, Instant now) {
        List<Marked> marks = books.text.marks(block.id());
        for (Losses.Loss loss : Losses.of(before, block, marks, delta)) {
            books.removed(removal(block, loss), now);
        }
        for (Marked mark : marks) {
            if (!before.marks().contains(mark)) {
                came(block, mark, now);
            }
        }
    }

    private Removals.Removal removal(Block block, Losses.Loss loss) {
        Removals.Mention mention = mention(block, loss.name(), loss.start());
        Optional<Pin> pin = document.pin(block.id(), loss.start(), Pin.Side.RIGHT);
        boolean holds = pin.flatMap(document::locate).equals(Optional.of(mention.place()));
        return new Removals.Removal(
                Prints.of(loss.geoId()),
                mention.name(),
                mention.sentence(),
                holds ? pin : Optional.empty());
    }

    private void came(Block block, Marked mark, Instant now) {
        String name = block.text().substring(mark.start(), mark.end());
        Removals.Mention mention = mention(block, name, mark.start());
        if (books.removals.withdraw(Prints.of(mark.geoId()), mention, document::locate)) {
            books.putBack(now);
        }
    }

    private static Removals.Mention mention(Block block, String name, int start) {
        int sentence =
                Sentences.of(block.text()).stream()
                        .filter(s -> s.start() <= start && start < s.end())
                        .mapToInt((Sentence s) -> Paragraph.print(s, block.text()))
                        .findFirst()
                        .orElse(0);
        return new Removals.Mention(Prints.ofName(name), sentence, new Place(block.id(), start));
    }
}
