package dev.attache.manager.activity;

/**
 * Somebody who says that something may have changed. What it says is a hint and never believed; it
 * may come late, twice or not at all.
 */
public interface ActivitySource extends AutoCloseable {
    /** Starts to listen on a thread of its own, and goes on until closed, whatever happens. */
    void start(Listener listener);

    State state();

    @Override
    void close();

    /** Called from the source's threads; hands on and never waits. */
    interface Listener {
        /** Also after each new subscription: what happened before it has been missed. */
        void hint(String reason);

        void changed(ActivitySource source, State state);
    }

    /** How it stands, for people and for readiness. */
    sealed interface State {
        String sentence();

        default boolean live() {
            return this instanceof Live;
        }

        record Connecting(String to) implements State {
            @Override
            public String sentence() {
                return "connecting to " + to;
            }
        }

        /** It has proved that news arrives, not only that it is connected. */
        record Live(String to) implements State {
            @Override
            public String sentence() {
                return "listening to " + to;
            }
        }

        record Away(String to, String why) implements State {
            @Override
            public String sentence() {
                return "not listening to " + to + ": " + why;
            }
        }

        record Closed() implements State {
            @Override
            public String sentence() {
                return "closed";
            }
        }
    }
}
