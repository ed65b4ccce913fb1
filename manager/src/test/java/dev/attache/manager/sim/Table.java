package dev.attache.manager.sim;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What stands in Postgres: who is in use, and who holds which lease. Always right, not always
 * there.
 */
final class Table {
    static final String US = "us";
    static final String OTHER = "other";

    record Row(boolean inUse, Instant activity, @Nullable String holder, long epoch, long fence) {}

    final Map<DocumentId, Row> rows = new TreeMap<>();
    boolean away;

    Row row(DocumentId document) {
        return rows.getOrDefault(document, new Row(false, Instant.EPOCH, null, 0, 0));
    }

    void use(DocumentId document, Instant now) {
        Row r = row(document);
        rows.put(document, new Row(true, now, r.holder, r.epoch, r.fence));
    }

    void leave(DocumentId document) {
        Row r = row(document);
        rows.put(document, new Row(false, r.activity, r.holder, r.epoch, r.fence));
    }

    /** The new epoch, or null when somebody else holds the lease. */
    @Nullable Long claim(DocumentId document, String who, long hint, Instant now) {
        Row r = row(document);
        if (r.holder != null && !r.holder.equals(who)) {
            return null;
        }
        long epoch = Math.max(Math.max(r.epoch + 1, now.toEpochMilli()), hint + 1);
        rows.put(document, new Row(r.inUse, r.activity, who, epoch, r.fence));
        return epoch;
    }

    void giveBack(DocumentId document, String who, long epoch) {
        Row r = row(document);
        if (who.equals(r.holder) && r.epoch == epoch) {
            rows.put(document, new Row(r.inUse, r.activity, null, r.epoch, r.fence));
        }
    }

    /** The document's own memory of the highest epoch; false when this one is refused. */
    boolean admits(DocumentId document, long epoch) {
        Row r = row(document);
        if (epoch < r.fence) {
            return false;
        }
        rows.put(document, new Row(r.inUse, r.activity, r.holder, r.epoch, epoch));
        return true;
    }
}
