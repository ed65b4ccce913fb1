package dev.attache.manager.child;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A child of which the poller tells when it has said something, can listen, or has ended. */
final class PolledChild implements Child {
    private final Collectable process;
    private final Pipes pipes;
    private final Poller poller;
    private final Duration grace;

    private volatile @Nullable Attended attended;

    // The poller's thread alone looks at these.
    private @Nullable Ended ended;
    private boolean told;

    private record Attended(
            StdinQueue stdin, PolledPipe out, PolledPipe err, Consumer<Ended> tell) {
        boolean nothingComes() {
            return out.isOver() && err.isOver();
        }
    }

    /** Watched already, in silence, so that nothing can fail any more between start and end. */
    PolledChild(Collectable process, Pipes pipes, Poller poller, Duration grace)
            throws IOException {
        this.process = process;
        this.pipes = pipes;
        this.poller = poller;
        this.grace = grace;
        poller.watch(process.end(), Poller.NOTHING, this::collect);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return !process.isCollected();
    }

    @Override
    public void signal(int signal) {
        process.signal(signal);
    }

    @Override
    public void attend(StdinQueue stdin, Drain out, Drain err, Consumer<Ended> tell) {
        Attended who =
                new Attended(
                        stdin,
                        new PolledPipe(pipes.stdout(), out, poller, this::tellIfOver),
                        new PolledPipe(pipes.stderr(), err, poller, this::tellIfOver),
                        tell);
        attended = who;
        stdin.open(new PolledStdin(pipes.stdin(), poller));
        try {
            who.out().watch();
            who.err().watch();
        } catch (IOException e) {
            // A worker that cannot be heard must not be there.
            signal(Signals.KILL);
        }
        poller.rewatch(process.end(), Poller.READABLE);
    }

    private void collect() {
        Attended who = Objects.requireNonNull(attended);
        ended = process.collect();
        if (ended == null) {
            return;
        }
        poller.close(process.end());
        who.out().hurry();
        who.err().hurry();
        tellIfOver();
        if (!told) {
            poller.after(grace.toNanos(), this::tell);
        }
    }

    private void tellIfOver() {
        if (ended != null && Objects.requireNonNull(attended).nothingComes()) {
            tell();
        }
    }

    private void tell() {
        if (told) {
            return;
        }
        told = true;
        Attended who = Objects.requireNonNull(attended);
        who.out().end();
        who.err().end();
        who.stdin().close();
        for (Descriptor pipe : List.of(pipes.stdin(), pipes.stdout(), pipes.stderr())) {
            poller.close(pipe);
        }
        who.tell().accept(Objects.requireNonNull(ended));
    }
}
