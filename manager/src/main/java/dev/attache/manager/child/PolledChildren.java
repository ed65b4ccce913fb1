package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Linux: no thread for any of them but the one that polls. */
final class PolledChildren implements Children {
    private final Duration grace;

    // Made for the first of them: to link the C library's functions would hold up the start.
    private @Nullable Poller poller;

    PolledChildren(Duration grace) {
        this.grace = grace;
        // Who starts us may ignore their ends, and we inherit that: they would vanish unasked.
        var _ = Libc.SIGNAL.call(Collectable.CHILD_ENDED, Collectable.BY_DEFAULT);
    }

    @Override
    public Child start(List<String> command, Map<String, String> environment) throws IOException {
        Path program = Program.toRun(command.getFirst());
        Pipes pipes = Pipes.open();
        try {
            int pid = Spawning.spawn(program, command, environment, pipes.theirs());
            pipes.theirs().forEach(Descriptor::close);
            return attended(new Collectable(pid), pipes);
        } catch (IOException | RuntimeException | Error e) {
            pipes.close();
            throw e;
        }
    }

    private Child attended(Collectable process, Pipes pipes) throws IOException {
        try {
            return new PolledChild(process, pipes, poller(), grace);
        } catch (IOException | RuntimeException | Error e) {
            process.killAndCollect();
            throw e;
        }
    }

    private synchronized Poller poller() {
        if (poller == null) {
            poller = new Poller();
        }
        return poller;
    }

    @Override
    public boolean haveSessions() {
        return true;
    }

    @Override
    public synchronized void close() {
        if (poller != null) {
            poller.close();
        }
    }
}
