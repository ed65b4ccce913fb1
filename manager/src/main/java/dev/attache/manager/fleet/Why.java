package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** Why a document has, or has not, an agent: one sentence, and what to do about it. */
public record Why(
        DocumentId document, Verdict verdict, String sentence, String advice, int waitingPosition) {

    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}\\p{N}._/:@%+=,][\\p{L}\\p{N}._/:@%+=,-]*");

    public enum Verdict {
        ATTACHED,
        STARTING,
        WAITING,
        RESTING,
        QUARANTINED,
        LEASED_ELSEWHERE,
        FORBIDDEN,
        NOT_IN_USE,
        LEAVING
    }

    public static Why of(Fleet fleet, DocumentId id, Instant now) {
        Ledger books = fleet.books();
        Document d = books.documents.get(id);
        if (d == null) {
            return new Why(
                    id,
                    Verdict.NOT_IN_USE,
                    "It has no agent because the table does not say that anybody is in it.",
                    "Open it, or insert an 'active' row into document_activity.",
                    0);
        }
        Worker w = books.of(d);
        return w == null ? withoutWorker(books, d, now) : withWorker(d, w, now);
    }

    private static Why withWorker(Document d, Worker w, Instant now) {
        if (w.leaving != null) {
            return new Why(
                    d.id,
                    Verdict.LEAVING,
                    "Its agent is leaving: " + w.leaving.sentence() + ".",
                    "Nothing: a slot is free when the process has ended.",
                    0);
        }
        if (w.phase instanceof Phase.Attached && w.disconnectedAt != null) {
            return new Why(
                    d.id,
                    Verdict.STARTING,
                    "Its agent, process %d, has lost the document %s ago and tries to come back."
                            .formatted(w.pid, spoken(Duration.between(w.disconnectedAt, now))),
                    "Look at the document server, and at the worker's log.",
                    0);
        }
        if (w.phase instanceof Phase.Attached(Instant since)) {
            return new Why(
                    d.id,
                    Verdict.ATTACHED,
                    "It has an agent, process %d, attached for %s, %s."
                            .formatted(
                                    w.pid,
                                    spoken(Duration.between(since, now)),
                                    d.isPinned() ? "pinned by an operator" : usedBecause(d, now)),
                    "Nothing.",
                    0);
        }
        return new Why(
                d.id,
                Verdict.STARTING,
                w.life == null
                        ? "A process has been started for it and waits for "
                                + (d.holdsClaim() ? "being ready." : "the lease.")
                        : "Its agent is connecting to the document.",
                "If it stays so, look at the worker's log and at the document server.",
                0);
    }

    private static Why withoutWorker(Ledger books, Document d, Instant now) {
        if (d.isForbidden() && d.wish != null) {
            String until =
                    d.wishEnds == null
                            ? ""
                            : " for another " + spoken(Duration.between(now, d.wishEnds));
            return new Why(
                    d.id,
                    Verdict.FORBIDDEN,
                    switch (d.wish.kind()) {
                                case BAN -> "It is banned by an operator";
                                case PAUSE -> "It is paused by an operator";
                                case OFF -> "The agent is switched off in the document";
                                case PIN -> "It is pinned";
                            }
                            + until
                            + reasonOf(d.wish)
                            + ".",
                    d.wish.kind() == Wish.Kind.OFF
                            ? "Switch it on in the page."
                            : "Lift it with: attache attach --release " + inShell(d),
                    0);
        }
        if (d.leasedElsewhere != null) {
            return new Why(
                    d.id,
                    Verdict.LEASED_ELSEWHERE,
                    "Manager %s holds its lease (epoch %d)."
                            .formatted(d.leasedElsewhere.manager(), d.leasedElsewhere.epoch()),
                    "Ask that manager; a dead one loses its leases after 20 s of silence.",
                    0);
        }
        if (!d.isWanted()) {
            return new Why(
                    d.id,
                    Verdict.NOT_IN_USE,
                    "It has no agent because " + d.notInUseBecause + ".",
                    "Open it, or insert an 'active' row into document_activity.",
                    0);
        }
        if (d.quarantined != null) {
            return new Why(
                    d.id,
                    Verdict.QUARANTINED,
                    "It is in quarantine: " + d.quarantined.reason() + ".",
                    "See agent_incidents for the last words of its workers; lift it with: attache"
                            + " restart "
                            + inShell(d),
                    0);
        }
        if (d.restUntil != null) {
            return new Why(
                    d.id,
                    Verdict.RESTING,
                    "It rests for another %s: %s."
                            .formatted(spoken(Duration.between(now, d.restUntil)), d.restsBecause),
                    "Nothing, or at once with: attache restart " + inShell(d),
                    0);
        }
        return waiting(books, d);
    }

    private static Why waiting(Ledger books, Document d) {
        int position = books.waiting.positionOf(d.id);
        String paused = books.shared.pausedBecause();
        String because;
        String advice;
        if (paused != null) {
            because = "launches are paused: " + paused;
            advice =
                    "Mend that; a probe is started every "
                            + books.policy.probeEvery().toSeconds()
                            + " s.";
        } else if (!books.booksReachable) {
            because = "Postgres cannot be reached, and without it nothing can be claimed";
            advice = "See: attache doctor";
        } else if (!books.memoryFree) {
            because = "the host has no memory for one more process";
            advice = "Free memory, or lower MAX_CONCURRENT_AGENTS.";
        } else if (books.policy.capacity() == 0) {
            because = "this manager takes no documents, its MAX_CONCURRENT_AGENTS is 0";
            advice = "Raise MAX_CONCURRENT_AGENTS, or start another manager.";
        } else {
            because =
                    "all %d slots are taken by documents more recently active or sheltered"
                            .formatted(books.policy.capacity());
            advice = "Raise MAX_CONCURRENT_AGENTS, or wait.";
        }
        return new Why(
                d.id,
                Verdict.WAITING,
                "It waits at position %d of %d: %s."
                        .formatted(position, books.waiting.size(), because),
                advice,
                position);
    }

    /** As a shell reads it back: names have spaces, brackets and dashes in front. */
    private static String inShell(Document d) {
        String name = d.id.value();
        if (PLAIN.matcher(name).matches()) {
            return name;
        }
        return (name.startsWith("-") ? "-- " : "") + "'" + name.replace("'", "'\\''") + "'";
    }

    private static String usedBecause(Document d, Instant now) {
        return d.lastActivity.equals(Instant.MIN)
                ? "people are in it"
                : "last activity " + spoken(Duration.between(d.lastActivity, now)) + " ago";
    }

    private static String reasonOf(@Nullable Wish wish) {
        return wish == null || wish.reason().isBlank() ? "" : " (" + wish.reason() + ")";
    }

    /** 2 h 5 min, 3 min 10 s, 10 min, 4.2 s. */
    public static String spoken(Duration d) {
        if (d.isNegative()) {
            return "0 s";
        }
        if (d.toHours() > 0) {
            return d.toHours() + " h" + part(d.toMinutesPart(), " min");
        }
        if (d.toMinutes() > 0) {
            return d.toMinutes() + " min" + part(d.toSecondsPart(), " s");
        }
        return "%d.%d s".formatted(d.toSeconds(), d.toMillisPart() / 100);
    }

    private static String part(int many, String unit) {
        return many == 0 ? "" : " " + many + unit;
    }
}
