package dev.attache.manager.child;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Starts processes, never through a shell. */
public interface Children extends AutoCloseable {
    /** The environment is all that it gets. The message of the exception is for the operator. */
    Child start(List<String> command, Map<String, String> environment) throws IOException;

    /**
     * False where they share our session: Ctrl-C reaches them, and whom they leave is not found.
     */
    boolean haveSessions();

    /** Who lives goes on being minded until it ends. */
    @Override
    void close();

    /** The grace is for somebody who holds a pipe after the child has ended. */
    static Children ofThisSystem(Executor hands, Duration grace) {
        String lacking = Libc.lacking();
        if (lacking.isEmpty()) {
            lacking = Collectable.lacking();
        }
        if (lacking.isEmpty()) {
            return new PolledChildren(grace);
        }
        Logger log = LoggerFactory.getLogger(Children.class);
        log.info("each worker takes three threads of the manager why=\"{}\"", lacking);
        return withThreads(hands, grace);
    }

    /** Wherever the JDK runs. */
    static Children withThreads(Executor hands, Duration grace) {
        return new ThreadedChildren(hands, grace);
    }
}
