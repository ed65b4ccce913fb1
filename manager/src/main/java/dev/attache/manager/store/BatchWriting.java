package dev.attache.manager.store;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A batch is written as a whole; when one of it is poison, or somebody else holds a row of it, each
 * is written by itself, so that one document never costs the others their books.
 */
final class BatchWriting {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);

    /** Each costs the wait for its lock. If more are held, it is the table and not a row. */
    static final int MOST_HELD = 4;

    /**
     * What became of it.
     *
     * @param left the places in the batch of what is to be written later
     * @param held documents of which somebody else holds a row
     * @param refusal what Postgres said to what was set aside last, or nothing
     * @param trouble why something is left, if it is
     */
    record Outcome(
            int written,
            int setAside,
            List<Integer> left,
            Set<DocumentId> held,
            String refusal,
            @Nullable StoreTrouble trouble) {}

    private final BookTable table;

    BatchWriting(BookTable table) {
        this.table = table;
    }

    Outcome write(List<BookEntry> entries) {
        try {
            table.write(entries);
            return new Outcome(entries.size(), 0, List.of(), Set.of(), "", null);
        } catch (StoreTrouble e) {
            return switch (e.fault()) {
                case ROW, HELD -> new OneByOne(entries).write();
                case WEATHER, SETUP -> new Outcome(0, 0, from(0, entries.size()), Set.of(), "", e);
            };
        }
    }

    private static List<Integer> from(int first, int end) {
        return IntStream.range(first, end).boxed().toList();
    }

    private final class OneByOne {
        private final List<BookEntry> entries;
        private final List<Integer> left = new ArrayList<>();
        private final Set<DocumentId> held = new LinkedHashSet<>();
        private int written;
        private int setAside;
        private String refusal = "";
        private @Nullable StoreTrouble trouble;

        OneByOne(List<BookEntry> entries) {
            this.entries = entries;
        }

        Outcome write() {
            for (int i = 0; i < entries.size(); i++) {
                if (!mayGoOnAfter(i)) {
                    left.addAll(from(i + 1, entries.size()));
                    break;
                }
            }
            return new Outcome(written, setAside, left, held, refusal, trouble);
        }

        private boolean mayGoOnAfter(int place) {
            BookEntry entry = entries.get(place);
            DocumentId document = entry.document();
            if (document != null && held.contains(document)) {
                // Nothing of a document overtakes.
                left.add(place);
                return true;
            }
            try {
                table.write(List.of(entry));
                written++;
                return true;
            } catch (StoreTrouble e) {
                if (e.fault() == StoreTrouble.Fault.ROW) {
                    setAside(entry, e);
                    return true;
                }
                left.add(place);
                trouble = e;
                return e.fault() == StoreTrouble.Fault.HELD
                        && document != null
                        && held.add(document)
                        && held.size() < MOST_HELD;
            }
        }

        private void setAside(BookEntry entry, StoreTrouble e) {
            setAside++;
            refusal = String.valueOf(e.getMessage());
            log.error(
                    "set aside what Postgres refuses what={} why={}",
                    entry.getClass().getSimpleName(),
                    e.getMessage());
        }
    }
}
