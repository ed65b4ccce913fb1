package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;

/** Port: says something to whoever started this worker. Never waits. */
public interface Mouth {
    void say(FromWorker message);

    /** Takes nothing more and waits a moment until everything has been said. */
    void close(long millis) throws InterruptedException;
}
