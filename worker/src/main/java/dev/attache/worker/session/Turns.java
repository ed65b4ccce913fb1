package dev.attache.worker.session;

/** Told by the loop, on its thread, when it works and when it waits; must return at once. */
public interface Turns {
    void working();

    void waiting();
}
