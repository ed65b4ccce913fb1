package dev.attache.manager.startup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Both start-up caches of a manager, looked after by one thread: the workers' first. */
public final class StartCaches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StartCaches.class);

    private final StartCache workers;
    private final Optional<OwnCache> own;
    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean closed;

    private StartCaches(StartCache workers, Optional<OwnCache> own) {
        this.workers = workers;
        this.own = own;
        this.thread = Thread.ofPlatform().name("start-cache").daemon().unstarted(this::attend);
    }

    /** Begins to look at once: jars are read while others wait for Postgres. */
    public static StartCaches start(
            List<String> workerCommand, Path home, Map<String, String> workerEnvironment) {
        StartCaches caches =
                new StartCaches(
                        StartCache.of(workerCommand, home, workerEnvironment),
                        OwnCache.named(workerEnvironment));
        caches.thread.start();
        return caches;
    }

    /** Returns as soon as it is known whether workers start with a cache. */
    public void awaitLook() throws InterruptedException {
        looked.await();
    }

    /** Nothing is built before the manager does its work. */
    public void managerIsReady() {
        ready.countDown();
    }

    public List<String> workerCommand() {
        return workers.command();
    }

    public State workers() {
        return workers.state();
    }

    private void attend() {
        try {
            try {
                workers.look();
            } finally {
                looked.countDown();
            }
            ready.await();
            workers.settle();
            if (own.isEmpty()) {
                log.info("start-up cache of the manager is not used: it belongs to `attache run`");
            } else if (!closed) {
                own.get().lookAndBuild();
            }
        } catch (InterruptedException e) {
            // Closed; what is being built has been told.
            Thread.currentThread().interrupt();
        }
    }

    /** A cache that is being built is given up. */
    @Override
    public void close() {
        closed = true;
        workers.close();
        own.ifPresent(OwnCache::close);
        thread.interrupt();
    }
}
