package dev.attache.worker;

import dev.attache.worker.extract.Extractors;
import dev.attache.worker.extract.Passage;
import dev.attache.worker.extract.PlaceExtractor;
import dev.attache.worker.session.Fact;
import dev.attache.worker.session.Reader;

import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Runs the extractor on a thread of its own, which may wait for a model as long as it takes. */
final class BackgroundReader implements Reader {
    private record Call(long id, List<Passage> passages) {}

    private final Map<String, String> environment;
    private final Consumer<Fact> inbox;
    private final LinkedBlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private @Nullable Thread thread;

    BackgroundReader(Map<String, String> environment, Consumer<Fact> inbox) {
        this.environment = environment;
        this.inbox = inbox;
    }

    @Override
    public void open(Map<String, String> settings) {
        Thread fresh = new Thread(() -> run(settings), "extractor");
        fresh.setDaemon(true);
        fresh.start();
        thread = fresh;
    }

    @Override
    public void read(long call, List<Passage> passages) {
        calls.add(new Call(call, passages));
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run(Map<String, String> settings) {
        PlaceExtractor extractor;
        try {
            extractor = Extractors.of(settings, environment);
        } catch (IllegalArgumentException | UncheckedIOException wrong) {
            inbox.accept(new Fact.Unreadable(String.valueOf(wrong.getMessage())));
            return;
        }
        try {
            while (true) {
                Call call = calls.take();
                inbox.accept(answer(extractor, call));
            }
        } catch (InterruptedException _) {
            return; // The session has closed us.
        }
    }

    /** One sentence that a rule stumbles over must not take the connection with it. */
    private static Fact answer(PlaceExtractor extractor, Call call) throws InterruptedException {
        try {
            return new Fact.Answered(call.id(), extractor.extract(call.passages()));
        } catch (RuntimeException fault) {
            StackTraceElement[] stack = fault.getStackTrace();
            String where = stack.length == 0 ? "" : " at " + stack[0];
            return new Fact.AnswerFailed(call.id(), fault.getClass().getSimpleName() + where);
        }
    }
}
