package dev.attache.manager.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The documents that the books know, each with its verdict: those with a worker come first. */
public record Roll(int known, List<Why> documents) {
    public Roll {
        documents = List.copyOf(documents);
    }

    /** At most so many, because it is the loop that looks. */
    public static Roll of(Fleet fleet, int most, Instant now) {
        Ledger books = fleet.books();
        Set<Document> chosen = new LinkedHashSet<>();
        for (Worker w : books.workers.values()) {
            Document d = books.of(w);
            if (d != null && chosen.size() < most) {
                chosen.add(d);
            }
        }
        for (Document d : books.documents.values()) {
            if (chosen.size() >= most) {
                break;
            }
            chosen.add(d);
        }
        List<Why> lines = new ArrayList<>();
        for (Document d : chosen) {
            lines.add(Why.of(fleet, d.id, now));
        }
        return new Roll(books.documents.size(), lines);
    }
}
