package dev.attache.manager.child;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A child of the JDK's. Its pipes are read on platform threads, because a read from a pipe holds
 * the carrier of a virtual one, and a few quiet children would stop them all.
 */
final class ThreadedChild implements Child {
    private static final int CHUNK = 16 * 1024;

    private final Process process;
    private final Session session;
    private final Executor hands;
    private final Duration grace;
    private final CountDownLatch pipes = new CountDownLatch(2);

    ThreadedChild(Process process, Session session, Executor hands, Duration grace) {
        this.process = process;
        this.session = session;
        this.hands = hands;
        this.grace = grace;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void signal(int signal) {
        session.signal(process, signal);
    }

    @Override
    public void attend(StdinQueue stdin, Drain out, Drain err, Consumer<Ended> ended) {
        // First, so that the exit is told whatever goes wrong below.
        var _ = process.onExit().thenRun(() -> hands.execute(() -> end(stdin, ended)));
        stdin.open(queue -> hands.execute(() -> write(queue)));
        reader("out", process.getInputStream(), out);
        reader("err", process.getErrorStream(), err);
    }

    /** A write blocks until the child reads, so its thread is there only while one is needed. */
    private void write(StdinQueue queue) {
        for (byte[] line = queue.next(); line != null; line = queue.next()) {
            try {
                process.getOutputStream().write(line);
                process.getOutputStream().flush();
            } catch (IOException e) {
                // The worker has closed its end; its exit, or its silence, tells the rest.
                queue.close();
            }
        }
    }

    private void reader(String pipe, InputStream from, Drain drain) {
        Thread.ofPlatform()
                .name("child-" + process.pid() + "-" + pipe)
                .daemon()
                .start(
                        () -> {
                            try {
                                read(from, drain);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } finally {
                                pipes.countDown();
                            }
                        });
    }

    private static void read(InputStream from, Drain drain) throws InterruptedException {
        byte[] chunk = new byte[CHUNK];
        for (int n = read(from, chunk); n >= 0; n = read(from, chunk)) {
            long pause = drain.take(chunk, n);
            if (pause == Drain.FOR_GOOD) {
                return;
            }
            TimeUnit.NANOSECONDS.sleep(pause);
        }
        drain.end();
    }

    private static int read(InputStream from, byte[] chunk) {
        try {
            return from.read(chunk);
        } catch (IOException e) {
            // Java closes the pipe when the process has ended: the end, said differently.
            return -1;
        }
    }

    private void end(StdinQueue stdin, Consumer<Ended> ended) {
        try {
            // First of all: grandchildren that hold the pipes would only let us wait.
            session.killWhatIsLeft(process);
            // onExit comes before the last line has been read, and may never see the pipes' end.
            var _ = pipes.await(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stdin.close();
        ended.accept(Ended.asJavaTells(process.exitValue()));
    }
}
