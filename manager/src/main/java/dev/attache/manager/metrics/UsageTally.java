package dev.attache.manager.metrics;

import dev.attache.manager.fleet.Life;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns totals since attach into what has been added, by document and hour, so that usage is exact
 * even when samples are dropped. Guarded by the buffer's lock.
 */
final class UsageTally {
    /** More lives than can be alive: who falls out reports no more. */
    private static final int LIVES = 20_000;

    record Totals(long calls, long tokensIn, long tokensOut) {
        static final Totals NONE = new Totals(0, 0, 0);

        static Totals of(FromWorker.Metrics metrics) {
            return new Totals(metrics.llmCalls(), metrics.tokensIn(), metrics.tokensOut());
        }

        /** A worker that counts backwards is broken, and takes nothing back. */
        Totals since(Totals before) {
            return new Totals(
                    Math.max(0, calls - before.calls),
                    Math.max(0, tokensIn - before.tokensIn),
                    Math.max(0, tokensOut - before.tokensOut));
        }

        Totals plus(Totals more) {
            return new Totals(
                    calls + more.calls, tokensIn + more.tokensIn, tokensOut + more.tokensOut);
        }

        Totals highest(Totals other) {
            return new Totals(
                    Math.max(calls, other.calls),
                    Math.max(tokensIn, other.tokensIn),
                    Math.max(tokensOut, other.tokensOut));
        }
    }

    /** By the hour, so that what waits over midnight is counted on the day it was used. */
    private record Slot(DocumentId document, Instant hour) {}

    private record Added(Totals totals, Instant at) {}

    private final Map<Life, Totals> told =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Life, Totals> eldest) {
                    return size() > LIVES;
                }
            };

    private final Map<Slot, Added> added = new LinkedHashMap<>();

    /** What this report adds. */
    Totals report(Life life, FromWorker.Metrics metrics, Instant now) {
        Totals before = told.getOrDefault(life, Totals.NONE);
        Totals totals = Totals.of(metrics);
        told.put(life, before.highest(totals));
        Totals more = totals.since(before);
        if (!more.equals(Totals.NONE)) {
            add(new Slot(life.document(), now.truncatedTo(ChronoUnit.HOURS)), more, now);
        }
        return more;
    }

    List<UsageDelta> take(int most, Instant now) {
        var deltas = new ArrayList<UsageDelta>();
        var slots = added.entrySet().iterator();
        while (slots.hasNext() && deltas.size() < most) {
            var slot = slots.next();
            slots.remove();
            Totals totals = slot.getValue().totals();
            deltas.add(
                    new UsageDelta(
                            slot.getKey().document(),
                            totals.calls(),
                            totals.tokensIn(),
                            totals.tokensOut(),
                            Duration.between(slot.getValue().at(), now)));
        }
        return deltas;
    }

    void putBack(List<UsageDelta> deltas, Instant takenAt) {
        for (var delta : deltas) {
            Instant at = takenAt.minus(delta.age());
            add(
                    new Slot(delta.document(), at.truncatedTo(ChronoUnit.HOURS)),
                    new Totals(delta.calls(), delta.tokensIn(), delta.tokensOut()),
                    at);
        }
    }

    int waiting() {
        return added.size();
    }

    private void add(Slot slot, Totals more, Instant at) {
        added.merge(
                slot,
                new Added(more, at),
                (old, fresh) ->
                        new Added(
                                old.totals().plus(fresh.totals()),
                                old.at().isAfter(fresh.at()) ? old.at() : fresh.at()));
    }
}
