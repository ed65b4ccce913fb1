package dev.attache.worker.replica;

import dev.attache.worker.crdt.YDocument;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A document kept in step with its server. Only the session's loop calls it; time is an argument.
 */
public interface Replica extends AutoCloseable {
    /**
     * What is said of the document here and everywhere; edits made on it are sent by themselves.
     */
    YDocument document();

    /** Takes what a socket has put into the inbox. */
    List<News> receive(Signal signal, Instant now);

    /** Does what is due: connects, renews, forgets the silent. */
    List<News> tick(Instant now);

    /** When {@link #tick} has something to do, if nothing happens before. */
    Instant wakeAt();

    /** Shows this to people; sent at once while there are any. */
    void present(Presence presence, Instant now);

    /** Answers {@link News.TokenWanted}; also replaces a token that is about to expire. */
    void token(String token, Instant now);

    People people();

    /** Whether the document has been in step with the server on the present connection. */
    boolean isSynced();

    /** How long the last ping took. */
    Optional<Duration> latency();

    /** Takes the presence back and leaves. */
    @Override
    void close();
}
