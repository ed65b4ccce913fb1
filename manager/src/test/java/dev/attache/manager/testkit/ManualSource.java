package dev.attache.manager.testkit;

import dev.attache.manager.activity.ActivitySource;

import org.jspecify.annotations.Nullable;

/** A source that hints when a test says so. */
public final class ManualSource implements ActivitySource {
    private volatile State state = new State.Connecting("a test");
    private volatile @Nullable Listener listener;

    @Override
    public void start(Listener toTell) {
        listener = toTell;
        become(new State.Live("a test"));
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void close() {
        listener = null;
        state = new State.Closed();
    }

    public void hint() {
        Listener toTell = listener;
        if (toTell != null) {
            toTell.hint("a test says so");
        }
    }

    public void become(State next) {
        state = next;
        Listener toTell = listener;
        if (toTell != null) {
            toTell.changed(this, next);
        }
    }
}
