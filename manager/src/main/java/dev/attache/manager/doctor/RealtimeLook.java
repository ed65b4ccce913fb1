package dev.attache.manager.doctor;

import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.config.SupabaseConfig;
import dev.attache.manager.realtime.RealtimeSource;
import dev.attache.manager.realtime.SupabaseKey;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Whether Realtime subscribes us: the manager's own source is asked to become live. */
final class RealtimeLook {
    private static final Duration SOON = Duration.ofDays(14);
    private static final String MEANWHILE =
            "until then LISTEN and the reading of the documents every 15 s remain";

    private RealtimeLook() {}

    static void examine(SupabaseConfig config, Duration patience, Consumer<Finding> found)
            throws InterruptedException {
        if (config.url().isEmpty()) {
            return;
        }
        String key = config.serviceKey().orElseThrow();
        key(SupabaseKey.of(key), Instant.now(), found);
        found.accept(subscription(config.url().get(), key, patience));
    }

    static void key(SupabaseKey key, Instant now, Consumer<Finding> found) {
        key.fault()
                .ifPresent(
                        fault ->
                                found.accept(
                                        Finding.warn(
                                                "realtime",
                                                fault,
                                                "take the secret one from the project's API"
                                                        + " settings")));
        key.expires()
                .filter(expires -> expires.isBefore(now.plus(SOON)))
                .ifPresent(
                        expires ->
                                found.accept(
                                        Finding.warn(
                                                "realtime",
                                                "SUPABASE_SERVICE_KEY "
                                                        + (expires.isAfter(now)
                                                                ? "expires at "
                                                                : "has expired at ")
                                                        + expires,
                                                "put a new one in place")));
    }

    private static Finding subscription(URI url, String key, Duration patience)
            throws InterruptedException {
        var verdict = new CompletableFuture<ActivitySource.State>();
        // Nobody inserts for a doctor, so there is no row that it could miss.
        try (var source = new RealtimeSource(url, key, () -> 0, InstantSource.system())) {
            source.start(
                    new ActivitySource.Listener() {
                        @Override
                        public void hint(String reason) {}

                        @Override
                        public void changed(ActivitySource changed, ActivitySource.State state) {
                            if (!(state instanceof ActivitySource.State.Connecting)) {
                                verdict.complete(state);
                            }
                        }
                    });
            ActivitySource.State state = verdict.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return state.live()
                    ? Finding.ok("realtime", state.sentence())
                    : Finding.warn("realtime", state.sentence(), MEANWHILE);
        } catch (TimeoutException | ExecutionException e) {
            return Finding.warn(
                    "realtime",
                    "%s did not subscribe us in %d s".formatted(url, patience.toSeconds()),
                    MEANWHILE);
        }
    }
}
