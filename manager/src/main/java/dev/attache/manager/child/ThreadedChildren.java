package dev.attache.manager.child;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** By the JDK, on any system that it runs on: three threads mind each of them. */
final class ThreadedChildren implements Children {
    private final Executor hands;
    private final Duration grace;
    private final Session session = Session.find(System.getenv("PATH"));

    ThreadedChildren(Executor hands, Duration grace) {
        this.hands = hands;
        this.grace = grace;
    }

    @Override
    public Child start(List<String> command, Map<String, String> environment) throws IOException {
        // setsid would start first and fail later, as a worker that died.
        Program.toRun(command.getFirst());
        ProcessBuilder builder = new ProcessBuilder(session.wrap(command));
        builder.environment().clear();
        try {
            builder.environment().putAll(environment);
        } catch (IllegalArgumentException e) {
            throw new IOException("no process can have this environment: " + e.getMessage(), e);
        }
        return new ThreadedChild(builder.start(), session, hands, grace);
    }

    @Override
    public boolean haveSessions() {
        return session.isOwn();
    }

    @Override
    public void close() {
        // Each thread ends with the child that it minds.
    }
}
