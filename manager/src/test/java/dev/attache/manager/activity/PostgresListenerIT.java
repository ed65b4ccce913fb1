package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.attache.manager.testkit.TestPostgres;
import dev.attache.manager.testkit.TransactionPooler;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

final class PostgresListenerIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SOMEBODY_CAME =
            "INSERT INTO document_activity (document_id, event_type, user_count) VALUES ('x',"
                    + " 'active', 1)";
    private static TestPostgres postgres;

    private final List<String> hints = new CopyOnWriteArrayList<>();
    private final List<ActivitySource.State> states = new CopyOnWriteArrayList<>();
    private PostgresListener listener = listener(Duration.ofSeconds(60));

    @BeforeAll
    static void start() {
        postgres = TestPostgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @AfterEach
    void close() {
        listener.close();
        assertThat(listener.state()).isEqualTo(new ActivitySource.State.Closed());
    }

    @Test
    void aRowTypedInPsqlIsAHint() {
        listener.start(new Heard());
        await().atMost(SOON).until(() -> listener.state().live());
        hints.clear();

        postgres.run(SOMEBODY_CAME);

        await().atMost(SOON).until(() -> hints.contains("NOTIFY"));
    }

    @Test
    void itProvesItselfAgainAndAgainAndSaysNothingOfIt() {
        listener = listener(Duration.ofMillis(20));
        listener.start(new Heard());
        await().atMost(SOON).until(() -> listener.state().live());

        for (int i = 1; i <= 10; i++) {
            int heard = i;
            postgres.run(SOMEBODY_CAME);
            await().atMost(SOON)
                    .until(() -> hints.stream().filter("NOTIFY"::equals).count() >= heard);
        }

        assertThat(states).hasSize(1);
        assertThat(hints).filteredOn("LISTEN has begun"::equals).hasSize(1);
    }

    @Test
    void afterAnOutageItListensAgainAndHintsThatItMayHaveMissedSomething() {
        listener.start(new Heard());
        await().atMost(SOON).until(() -> listener.state().live());

        postgres.goAway();
        await().atMost(SOON).until(() -> !listener.state().live());
        hints.clear();
        postgres.comeBack();

        await().atMost(SOON).until(() -> hints.contains("LISTEN has begun"));
        assertThat(states.get(1)).isInstanceOf(ActivitySource.State.Away.class);
    }

    @Test
    void behindATransactionPoolerItIsNotLiveAndSaysWhatToLookAt() throws Exception {
        try (var pooler = new TransactionPooler(postgres.port())) {
            listener =
                    new PostgresListener(
                            "pooler",
                            () -> postgres.urlAt(pooler.port()).connect("test"),
                            timing(Duration.ofSeconds(60), Duration.ofMillis(500)));
            listener.start(new Heard());

            await().atMost(SOON).until(() -> !states.isEmpty());

            assertThat(states.getFirst().sentence())
                    .contains("is DATABASE_DIRECT_URL the address of a transaction pooler?");
        }
    }

    private static PostgresListener listener(Duration proveEvery) {
        return new PostgresListener(
                "test",
                () -> postgres.url().connect("test"),
                timing(proveEvery, Duration.ofSeconds(20)));
    }

    private static PostgresListener.Timing timing(Duration proveEvery, Duration proveWithin) {
        return new PostgresListener.Timing(
                proveEvery, proveWithin, Duration.ofMillis(10), Duration.ofMillis(200));
    }

    private final class Heard implements ActivitySource.Listener {
        @Override
        public void hint(String reason) {
            hints.add(reason);
        }

        @Override
        public void changed(ActivitySource source, ActivitySource.State state) {
            states.add(state);
        }
    }
}
