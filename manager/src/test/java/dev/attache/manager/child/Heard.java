package dev.attache.manager.child;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

/** Everything that one child has said, when, and how it ended. */
final class Heard {
    final StdinQueue stdin = new StdinQueue();
    final Ear out;
    final Ear err = new Ear(_ -> 0);
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

    Heard() {
        this(_ -> 0);
    }

    /** How long stdout is left alone after so many calls. */
    Heard(IntToLongFunction pauses) {
        out = new Ear(pauses);
    }

    static final class Ear implements Drain {
        private final IntToLongFunction pauses;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final List<Long> times = new ArrayList<>();
        private int ends;

        Ear(IntToLongFunction pauses) {
            this.pauses = pauses;
        }

        @Override
        public synchronized long take(byte[] chunk, int count) {
            bytes.write(chunk, 0, count);
            times.add(System.nanoTime());
            return pauses.applyAsLong(times.size());
        }

        @Override
        public synchronized void end() {
            ends++;
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized List<Long> times() {
            return List.copyOf(times);
        }

        synchronized int ends() {
            return ends;
        }
    }

    Heard attend(Child child) {
        child.attend(
                stdin,
                out,
                err,
                how -> {
                    if (!ended.complete(how)) {
                        throw new AssertionError("the end was told twice");
                    }
                });
        return this;
    }

    Ended ended() throws Exception {
        return ended.get(60, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return ended.isDone();
    }
}
