package dev.attache.manager.status;

import dev.attache.manager.loop.Loop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** What goes back to whoever has asked. */
record Answer(int status, String type, String body) {
    private static final int LOOP_ANSWERS_WITHIN_SECONDS = 5;

    static Answer json(String body) {
        return new Answer(200, "application/json", body + "\n");
    }

    static Answer problem(int status, String sentence) {
        return new Answer(status, "application/json", JsonText.problem(sentence) + "\n");
    }

    static Answer text(int status, String body) {
        return new Answer(status, "text/plain; charset=utf-8", body + "\n");
    }

    /** Once the loop has answered, or 503 when it does not. */
    static <T> Answer of(CompletableFuture<T> asked, Function<T, Answer> then) {
        try {
            return then.apply(asked.get(LOOP_ANSWERS_WITHIN_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return problem(503, "The loop has not answered within 5 s; see /healthz.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Loop.Ended) {
                return problem(503, "The manager is stopping.");
            }
            return problem(500, "The loop could not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return problem(503, "The manager is stopping.");
        }
    }
}
