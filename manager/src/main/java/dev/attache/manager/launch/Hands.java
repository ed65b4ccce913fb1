package dev.attache.manager.launch;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The launcher's threads: as many as are doing something, none of them virtual, because pipes and
 * process calls hold a carrier. After close, work is silently not done: nobody waits for it.
 */
final class Hands implements Executor, AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    // No queue, so no bound to fill: a thread for each process that starts, ends or is written to.
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofPlatform().name("launcher-", 0).daemon().factory(),
                    new ThreadPoolExecutor.DiscardPolicy());
    private final ScheduledThreadPoolExecutor clock =
            new ScheduledThreadPoolExecutor(
                    1,
                    Thread.ofPlatform().name("launcher-clock").daemon().factory(),
                    new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void execute(Runnable work) {
        pool.execute(work);
    }

    void later(long millis, Runnable work) {
        var _ = clock.schedule(() -> execute(work), millis, TimeUnit.MILLISECONDS);
    }

    /** On the clock's own thread: for what takes microseconds. */
    void every(long millis, Runnable work) {
        var _ = clock.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        pool.shutdown();
    }
}
