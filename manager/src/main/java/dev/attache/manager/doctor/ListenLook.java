package dev.attache.manager.doctor;

import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.activity.PostgresListener;
import dev.attache.manager.store.DatabaseUrl;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Whether a NOTIFY comes round: the manager's own listener is asked to prove itself. */
final class ListenLook {
    private static final String ADVICE =
            "set DATABASE_DIRECT_URL to the server itself, without a transaction pooler; until then"
                    + " the documents are read every 15 s";

    private ListenLook() {}

    static void examine(Optional<DatabaseUrl> direct, Duration patience, Consumer<Finding> found)
            throws InterruptedException {
        if (direct.isEmpty()) {
            found.accept(
                    Finding.warn(
                            "listen",
                            "there is no direct connection: DATABASE_URL is a pooler's",
                            ADVICE));
            return;
        }
        DatabaseUrl url = direct.get();
        var first = new CompletableFuture<ActivitySource.State>();
        try (var listener =
                new PostgresListener(
                        url.toString(),
                        () -> url.connect("attache doctor"),
                        PostgresListener.Timing.STANDARD)) {
            listener.start(
                    new ActivitySource.Listener() {
                        @Override
                        public void hint(String reason) {}

                        @Override
                        public void changed(ActivitySource source, ActivitySource.State state) {
                            first.complete(state);
                        }
                    });
            ActivitySource.State state = first.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            found.accept(
                    state.live()
                            ? Finding.ok("listen", "a NOTIFY came round through " + url)
                            : Finding.warn("listen", state.sentence(), ADVICE));
        } catch (TimeoutException | ExecutionException e) {
            found.accept(
                    Finding.warn(
                            "listen",
                            url + " did not answer in " + patience.toSeconds() + " s",
                            ADVICE));
        }
    }
}
