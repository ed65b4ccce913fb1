package dev.attache.manager.activity;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * LISTEN on a connection of its own. It counts as live only while a NOTIFY, sent on a second
 * connection, comes round: behind a transaction pooler LISTEN succeeds and nothing ever arrives.
 */
public final class PostgresListener implements ActivitySource {
    private static final Logger log = LoggerFactory.getLogger(PostgresListener.class);
    private static final String CHANNEL = "attache_activity";

    /** Opens a direct connection, never one of a pool. */
    @FunctionalInterface
    public interface Connections {
        Connection open() throws SQLException;
    }

    /**
     * How often to prove and to try again.
     *
     * @param proveEvery how often a NOTIFY must come round
     * @param proveWithin how long it may take
     */
    public record Timing(
            Duration proveEvery, Duration proveWithin, Duration retryFirst, Duration retryMost) {
        public static final Timing STANDARD =
                new Timing(
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30));
    }

    private final String name;
    private final Connections connections;
    private final Timing timing;
    private final String proofChannel =
            "attache_proof_" + UUID.randomUUID().toString().replace('-', '_');
    private volatile State state;
    private volatile boolean closed;
    private volatile @Nullable Connection current;
    private @Nullable Thread thread;

    /**
     * Listens when started.
     *
     * @param name what people call this database, without secrets
     */
    public PostgresListener(String name, Connections connections, Timing timing) {
        this.name = name;
        this.connections = connections;
        this.timing = timing;
        this.state = new State.Connecting(name);
    }

    @Override
    public void start(Listener listener) {
        thread = Thread.ofVirtual().name("postgres-listener").start(() -> run(listener));
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        closed = true;
        state = new State.Closed();
        if (thread != null) {
            thread.interrupt();
        }
        Connection open = current;
        if (open != null) {
            try {
                // Ends a read that waits: an interrupt does not.
                open.abort(Runnable::run);
            } catch (SQLException e) {
                log.debug("closing the listener's connection failed", e);
            }
        }
    }

    private void run(Listener listener) {
        int failures = 0;
        while (!closed) {
            try {
                listen(listener);
            } catch (SQLException e) {
                if (closed) {
                    return;
                }
                failures = state.live() ? 1 : failures + 1;
                become(new State.Away(name, String.valueOf(e.getMessage())), listener);
                if (!waited(backOff(failures))) {
                    return;
                }
            }
        }
    }

    private void listen(Listener listener) throws SQLException {
        try (Connection connection = connections.open()) {
            current = connection;
            try (var statement = connection.createStatement()) {
                statement.execute("LISTEN " + CHANNEL + "; LISTEN " + proofChannel);
            }
            PGConnection news = connection.unwrap(PGConnection.class);
            while (!closed) {
                prove(news, listener);
                boolean first = !state.live();
                become(new State.Live(name), listener);
                if (first) {
                    listener.hint("LISTEN has begun");
                }
                hear(news, listener);
            }
        } finally {
            current = null;
        }
    }

    private void prove(PGConnection news, Listener listener) throws SQLException {
        try (Connection second = connections.open();
                var statement = second.createStatement()) {
            statement.execute("SELECT pg_notify('" + proofChannel + "', '')");
        }
        long deadline = System.nanoTime() + timing.proveWithin().toNanos();
        while (!receive(news, deadline, listener)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new SQLException(
                        "LISTEN succeeded but a NOTIFY did not come round within "
                                + timing.proveWithin().toMillis()
                                + " ms; is DATABASE_DIRECT_URL the address of a transaction"
                                + " pooler?");
            }
        }
    }

    private void hear(PGConnection news, Listener listener) throws SQLException {
        long until = System.nanoTime() + timing.proveEvery().toNanos();
        while (!closed && System.nanoTime() - until < 0) {
            receive(news, until, listener);
        }
    }

    /** Whether the proof was among what has come. */
    private boolean receive(PGConnection news, long until, Listener listener) throws SQLException {
        int atMost = (int) Math.max(1, (until - System.nanoTime()) / 1_000_000);
        PGNotification[] received = news.getNotifications(atMost);
        if (received == null) {
            return false;
        }
        boolean proven = false;
        boolean hinted = false;
        for (PGNotification notification : received) {
            proven |= notification.getName().equals(proofChannel);
            hinted |= notification.getName().equals(CHANNEL);
        }
        if (hinted) {
            listener.hint("NOTIFY");
        }
        return proven;
    }

    private void become(State next, Listener listener) {
        if (closed || next.equals(state)) {
            return;
        }
        boolean sameKind = next.getClass() == state.getClass();
        state = next;
        // One line a change: a database that is away for an hour is one event.
        if (!sameKind && next.live()) {
            log.info("activity: {}", next.sentence());
        } else if (!sameKind) {
            log.warn("activity: {}; the documents are read every 15 s meanwhile", next.sentence());
        }
        listener.changed(this, next);
    }

    private Duration backOff(int failures) {
        long doubled = timing.retryFirst().toMillis() << Math.min(failures - 1, 16);
        long most = Math.min(doubled, timing.retryMost().toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    private boolean waited(Duration duration) {
        try {
            Thread.sleep(duration);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
