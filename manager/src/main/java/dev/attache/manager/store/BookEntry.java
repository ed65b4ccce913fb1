package dev.attache.manager.store;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** One thing to be written, with its age: how long it has waited when the writing begins. */
public sealed interface BookEntry {
    Duration age();

    /** Whose it is; none of an incident that no document has caused. */
    @Nullable DocumentId document();

    /** The same after it has waited this much longer, for a connection perhaps. */
    default BookEntry later(Duration by) {
        return switch (this) {
            case Status e ->
                    new Status(
                            e.life,
                            e.status,
                            e.reason,
                            e.pid,
                            e.workerVersion,
                            e.launchedAgo.plus(by),
                            e.age.plus(by));
            case Touched e -> new Touched(e.life, e.age.plus(by));
            case Memory e -> new Memory(e.life, e.checkpoint, e.age.plus(by));
            case Quarantined e ->
                    new Quarantined(e.document, e.reason, e.strikes, e.liftableIn, e.age.plus(by));
            case Lifted e -> new Lifted(e.document, e.age.plus(by));
            case Incident e ->
                    new Incident(
                            e.document,
                            e.agentId,
                            e.kind,
                            e.sentence,
                            e.exit,
                            e.uptime,
                            e.age.plus(by));
            case GivenBack e -> new GivenBack(e.document, e.epoch, e.age.plus(by));
        };
    }

    /** The latest status of one life. */
    record Status(
            Life life,
            Action.Status status,
            @Nullable String reason,
            @Nullable Long pid,
            @Nullable String workerVersion,
            Duration launchedAgo,
            Duration age)
            implements BookEntry {
        @Override
        public DocumentId document() {
            return life.document();
        }

        public boolean closes() {
            return status == Action.Status.DISCONNECTED || status == Action.Status.ERROR;
        }
    }

    /** People, or the agent, did something there. */
    record Touched(Life life, Duration age) implements BookEntry {
        @Override
        public DocumentId document() {
            return life.document();
        }
    }

    record Memory(Life life, Checkpoint checkpoint, Duration age) implements BookEntry {
        @Override
        public DocumentId document() {
            return life.document();
        }
    }

    record Quarantined(
            DocumentId document, String reason, int strikes, Duration liftableIn, Duration age)
            implements BookEntry {}

    record Lifted(DocumentId document, Duration age) implements BookEntry {}

    record Incident(
            @Nullable DocumentId document,
            @Nullable String agentId,
            String kind,
            String sentence,
            @Nullable Exit exit,
            @Nullable Duration uptime,
            Duration age)
            implements BookEntry {}

    record GivenBack(DocumentId document, long epoch, Duration age) implements BookEntry {}
}
