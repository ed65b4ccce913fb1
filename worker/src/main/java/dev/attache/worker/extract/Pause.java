package dev.attache.worker.extract;

import java.time.Duration;

/** Port: lets time pass between two tries. */
public interface Pause {

    Pause REAL = Thread::sleep;

    void of(Duration duration) throws InterruptedException;
}
