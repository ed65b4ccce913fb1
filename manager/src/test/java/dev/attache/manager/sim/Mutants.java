package dev.attache.manager.sim;

import java.util.List;

/**
 * Wrong changes, a line each, that the simulation must catch. A survivor is news about the world.
 */
final class Mutants {
    static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                            "the re-read waits for a source that has gone deaf",
                            "../activity/ReadTimes.java",
                            "began.plus(timing.period())",
                            "began.plus(timing.period().multipliedBy(3))"),
                    new Mutant(
                            "a slot is free when the stop is sent",
                            "Tally.java",
                            "one(w.agent),\n",
                            "one(w.agent && !leaving),\n"),
                    new Mutant(
                            "back-off is ignored",
                            "Document.java",
                            "return restUntil != null || quarantined != null;",
                            "return quarantined != null;"),
                    new Mutant(
                            "quarantine is ignored",
                            "Document.java",
                            "return restUntil != null || quarantined != null;",
                            "return restUntil != null;"),
                    new Mutant(
                            "the wake-up forgets rests",
                            "Clockwork.java",
                            "books.rests.firstInstant(),",
                            ""),
                    new Mutant(
                            "the wake-up forgets shelters",
                            "Clockwork.java",
                            "books.sheltered.firstInstant(),",
                            "",
                            80),
                    new Mutant(
                            "the wake-up forgets deadlines",
                            "Clockwork.java",
                            "books.due.firstInstant(),",
                            ""),
                    new Mutant(
                            "the wake-up forgets claims",
                            "Clockwork.java",
                            "books.claimEnds.firstInstant(),",
                            "",
                            76),
                    new Mutant(
                            "an ignored stop is not escalated",
                            "Tending.java",
                            "new Action.Terminate(w.id, Reason.IGNORED_STOP)",
                            "null"),
                    new Mutant(
                            "an ineffective kill is not repeated",
                            "Tending.java",
                            "case Phase.Killed _ -> new Action.Kill(w.id, Reason.IGNORED_TERM);",
                            "case Phase.Killed _ -> null;"),
                    new Mutant(
                            "the hung are never killed",
                            "Pulse.java",
                            "return asked && attempt >= 2;",
                            "return false;",
                            16),
                    new Mutant(
                            "a late ready revives the stopping",
                            "WorkerFacts.java",
                            "if (!(w.phase instanceof Phase.Starting)) {",
                            "if (w.wasReady) {",
                            28),
                    new Mutant(
                            "pinged before ready",
                            "Worker.java",
                            "this.pulse = Pulse.quietUntil(Instant.MAX);",
                            "this.phase = new Phase.Waiting(now); this.pulse ="
                                    + " Pulse.quietUntil(now);"),
                    new Mutant(
                            "attached before the claim has committed",
                            "Ledger.java",
                            "&& d.isWanted()\n                        && d.holdsClaim());",
                            "&& d.isWanted()\n"
                                    + "                        && !(d.claim instanceof"
                                    + " ClaimState.None));"),
                    new Mutant(
                            "a lost lease keeps its worker",
                            "Document.java",
                            "&& !isForbidden() && leasedElsewhere == null;",
                            "&& !isForbidden();"),
                    new Mutant(
                            "a ban is ignored",
                            "Document.java",
                            "&& !isForbidden() && leasedElsewhere == null;",
                            "&& leasedElsewhere == null;"),
                    new Mutant(
                            "the idle keep their worker",
                            "Document.java",
                            "return (inUse || isPinned())",
                            "return (inUse || isPinned() || worker != null)"),
                    new Mutant(
                            "a life is used again after a crash",
                            "Planner.java",
                            "new Life(d.id, epoch, d.lives + 1)",
                            "new Life(d.id, epoch, Math.max(1, d.lives))"),
                    new Mutant(
                            "the document's higher epoch is not learnt",
                            "Deaths.java",
                            "d.epochHint = Math.max(d.epochHint, w.supersededBy);",
                            "d.epochHint = 0;"),
                    new Mutant(
                            "evicted while busy",
                            "Shelter.java",
                            "if (worker.busySince != null) {",
                            "if (worker.busySince == Instant.MIN) {"),
                    new Mutant(
                            "a claim without a slot is kept",
                            "Ledger.java",
                            "return from.plus(policy.starting().claimWithin());",
                            "return null;"),
                    new Mutant(
                            "a claim that is never answered is waited for for ever",
                            "Ledger.java",
                            "? since.plus(Policy.CLAIM_ANSWERED_WITHIN)",
                            "? Instant.MAX"),
                    new Mutant(
                            "a lease is given back while Postgres is away",
                            "Planner.java",
                            "if (late && !books.booksReachable) {",
                            "if (late && books.draining) {",
                            41),
                    new Mutant(
                            "who has lost its document for good stays",
                            "Clockwork.java",
                            "w.condemned = Action.Reason.NEVER_CAME_BACK;",
                            "w.replaceAt = null;",
                            38),
                    new Mutant(
                            "an unwanted claim is kept",
                            "Ledger.java",
                            "if (draining || d.leaseEnds || !d.isWanted() || d.quarantined != null)"
                                    + " {",
                            "if (!d.isWanted() && !draining) { return null; } if (draining) {"),
                    new Mutant(
                            "a failed claim is never repeated",
                            "DocumentFacts.java",
                            "d.claim = ClaimState.NONE;\n        Instant until = now.plus(rest);",
                            "d.claim = new ClaimState.Asked(now);\n"
                                    + "        Instant until = now.plus(rest);"),
                    new Mutant(
                            "launches never go on after a pause",
                            "SharedFaults.java",
                            "return probe == null && probeAt != null && !probeAt.isAfter(now);",
                            "return false;"),
                    new Mutant(
                            "more spares than asked for",
                            "Planner.java",
                            "books.spares() < Spares.target(books)",
                            "books.readySpares.size() < Spares.target(books)"),
                    new Mutant(
                            "a refusal is not entered",
                            "Refusals.java",
                            "        w.leaving = null;\n        if (w.refused",
                            "        if (w.refused"),
                    new Mutant(
                            "spares survive a drain",
                            "Spares.java",
                            "if (books.draining) {",
                            "if (books.capacity() < 0) {"),
                    new Mutant(
                            "memory that is free again is not noticed",
                            "Fleet.java",
                            "books.memoryFree = e.enough();",
                            "books.memoryFree &= e.enough();"));

    /** Unfair, but nothing that an invariant of the world forbids. */
    static final List<Mutant> FOR_THE_ORACLE =
            List.of(
                    new Mutant(
                            "the longest attached is evicted, not the least active",
                            "Ledger.java",
                            "? d.lastActivity : null);",
                            "? w.launchedAt : null);"),
                    new Mutant(
                            "the last to come is the first to be served",
                            "WaitingList.java",
                            ".thenComparing(Key::since)",
                            ".thenComparing(Key::since, Comparator.reverseOrder())"));

    private Mutants() {}
}
