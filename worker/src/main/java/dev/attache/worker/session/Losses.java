package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.TextDelta;
import dev.attache.worker.crdt.TextDelta.Step;
import dev.attache.worker.marks.Marked;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Tells a mark that somebody took away from one that went with its text: the name is still there,
 * and nothing marks it.
 */
final class Losses {
    /** An unmarked name, the id of the mark that it had, and where it stands now. */
    record Loss(String geoId, String name, int start) {}

    private Losses() {}

    static List<Loss> of(
            Paragraph before, Block block, List<Marked> now, Optional<TextDelta> delta) {
        List<Loss> losses = new ArrayList<>();
        for (Marked mark : before.marks()) {
            if (!mark.ours()) {
                continue;
            }
            OptionalInt at = delta.map(d -> kept(d, mark)).orElseGet(() -> same(mark, block));
            if (at.isPresent()) {
                int start = at.getAsInt();
                int end = start + mark.end() - mark.start();
                if (end <= block.text().length()
                        && now.stream().noneMatch(m -> m.overlaps(start, end))) {
                    losses.add(new Loss(mark.geoId(), block.text().substring(start, end), start));
                }
            }
        }
        return losses;
    }

    /** Where the text under the mark stands after the change, if all of it does. */
    private static OptionalInt kept(TextDelta delta, Marked mark) {
        int before = 0;
        int after = 0;
        int start = -1;
        for (Step step : delta.steps()) {
            boolean inside = before > mark.start() && before < mark.end();
            switch (step) {
                case Step.Keep(int length, _) -> {
                    if (start < 0 && mark.start() < before + length) {
                        start = after + mark.start() - before;
                    }
                    before += length;
                    after += length;
                }
                case Step.Delete(int length) -> {
                    if (before < mark.end() && mark.start() < before + length) {
                        return OptionalInt.empty();
                    }
                    before += length;
                }
                case Step.Insert(String text) -> {
                    if (inside) {
                        return OptionalInt.empty();
                    }
                    after += text.length();
                }
            }
            if (before >= mark.end()) {
                break;
            }
        }
        return OptionalInt.of(start < 0 ? after + mark.start() - before : start);
    }

    /** Without a delta only what stands where it stood can be known again. */
    private static OptionalInt same(Marked mark, Block block) {
        return mark.end() <= block.text().length()
                        && block.text().startsWith(mark.name(), mark.start())
                ? OptionalInt.of(mark.start())
                : OptionalInt.empty();
    }
}
