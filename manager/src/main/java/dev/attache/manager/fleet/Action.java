package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/** Something to be done by an adapter, with its reason; the answer comes back as an event. */
public sealed interface Action {

    // To processes.

    /** Start a process: for a document, or as a spare. */
    record Launch(WorkerId worker, @Nullable DocumentId document) implements Action {}

    /** A process that is ready and waits becomes this document's. */
    record Assign(WorkerId worker, DocumentId document) implements Action {}

    record Attach(WorkerId worker, Life life, Origin origin) implements Action {}

    /** The document has refused the last one. */
    record FreshToken(WorkerId worker, Life life) implements Action {}

    record Ping(WorkerId worker, long id) implements Action {}

    /** Leave if you are free. */
    record Release(WorkerId worker, Reason reason, @Nullable DocumentId by) implements Action {}

    /** Leave. */
    record Stop(WorkerId worker, Reason reason) implements Action {}

    record Terminate(WorkerId worker, Reason reason) implements Action {}

    record Kill(WorkerId worker, Reason reason) implements Action {}

    // To the books.

    /** The hint is the epoch that the document is known to hold: the next must be higher. */
    record Claim(DocumentId document, long epochHint) implements Action {}

    record GiveBack(DocumentId document, long epoch, Reason reason) implements Action {}

    /** The status of one life, written behind; a closing one carries the reason. */
    record Book(Life life, WorkerId worker, Status status, @Nullable String reason)
            implements Action {}

    /** A death, a refusal, a silence: for the operator to look at; with an exit, if it ended. */
    record Report(
            @Nullable DocumentId document,
            @Nullable Life life,
            String kind,
            String sentence,
            @Nullable Exit exit,
            @Nullable Duration uptime)
            implements Action {
        public List<String> lastStderrLines() {
            return exit == null ? List.of() : exit.lastStderrLines();
        }
    }

    record Quarantine(DocumentId document, String reason, int strikes, Duration liftableIn)
            implements Action {}

    record LiftQuarantine(DocumentId document, String why) implements Action {}

    /** Ask for the table to be read again: what we believed of a lease was wrong. */
    record Reread(DocumentId document) implements Action {}

    // To people.

    /** One sentence at WARN: launches pause, launches go on, memory is short. */
    record Alarm(String sentence) implements Action {}

    /** Whether the process was started for the document or had been waiting. */
    enum Origin {
        COLD,
        WARM
    }

    /** The statuses of agent_connections. */
    enum Status {
        CONNECTING,
        ACTIVE,
        IDLE,
        DETACHING,
        DISCONNECTED,
        ERROR
    }

    /** Why something is done to a worker or a claim. */
    enum Reason {
        IDLE("Document became idle"),
        OUTRANKED("Evicted (LRU)"),
        BANNED("Banned by an operator"),
        PAUSED("Paused by an operator"),
        SWITCHED_OFF("Switched off in the document"),
        DRAINING("Manager shutdown"),
        CAPACITY_LOWERED("Capacity was lowered"),
        LEASED_ELSEWHERE("Leased to another manager"),
        CLAIM_LOST("Another manager was faster"),
        NO_SLOT("No slot within 10 s"),
        SUPERSEDED("Superseded at the document"),
        NEVER_READY("Never became ready"),
        NEVER_CONNECTED("Never connected to the document"),
        NEVER_CAME_BACK("Lost its document and never came back to it"),
        UNRESPONSIVE("Did not answer two pings"),
        SPARED(
                "Does not answer, and is not killed for it yet: so many have fallen silent within a"
                        + " minute that it is rather the host's fault"),
        IGNORED_STOP("Ignored shutdown"),
        IGNORED_TERM("Ignored SIGTERM"),
        STUCK_BUSY("Busy for more than 5 minutes"),
        MEMORY("Over the memory limit"),
        MEMORY_HIGH("Released for its memory"),
        BABBLING("Flooded its stdout, or wrote no protocol there"),
        RESTART("Restart by an operator"),
        UNNEEDED("Not needed any more"),
        SPARE_TOO_OLD("Spare too old"),
        UNSUITED("Cannot wait as a spare");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** A death that was not asked for, or asked for because the worker had failed already. */
        public boolean isFailure() {
            return switch (this) {
                case NEVER_READY,
                        NEVER_CONNECTED,
                        NEVER_CAME_BACK,
                        UNRESPONSIVE,
                        MEMORY,
                        BABBLING ->
                        true;
                default -> false;
            };
        }

        /** Nobody is harmed if the sentence in hand is finished first. */
        boolean canWait() {
            return this == RESTART || this == MEMORY_HIGH;
        }

        public String sentence() {
            return sentence;
        }
    }
}
