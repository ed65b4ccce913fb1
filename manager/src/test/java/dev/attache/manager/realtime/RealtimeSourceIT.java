package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.loop.SteadyClock;
import dev.attache.manager.realtime.StandInRealtime.Fault;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The adapter over real sockets; what it decides is tested with the channel. */
class RealtimeSourceIT {
    private final StandInRealtime server = new StandInRealtime(StandInRealtime.jwt());
    private final AtomicLong newestRow = new AtomicLong();
    private final List<String> hints = new CopyOnWriteArrayList<>();
    private final List<ActivitySource.State> states = new CopyOnWriteArrayList<>();
    private RealtimeSource source = source(StandInRealtime.jwt());

    @AfterEach
    void close() {
        source.close();
        server.close();
    }

    @Test
    void aRowIsAHint() {
        startLive();
        hints.clear();

        server.insert("d1");

        Until.holds("the row is a hint", () -> hints.contains("Realtime: postgres_changes"));
        assertThat(source.counts().rows()).isOne();
        assertThat(server.received("phx_join").getFirst())
                .contains("\"access_token\":\"" + StandInRealtime.jwt());
    }

    @Test
    void doubledTruncatedHiddenAndBrokenRowsAreHintsToo() {
        server.fault(Fault.DOUBLES_ROWS, true);
        server.fault(Fault.TRUNCATES_ROWS, true);
        startLive();
        server.insert("d1");
        server.fault(Fault.HIDES_RECORDS, true);
        server.insert("d2");
        server.sayGarbage();
        server.subscribeAgain();

        Until.holds("all is counted", () -> source.counts().rows() == 4);
        Until.holds("all is counted", () -> source.counts().broken() == 1);
        assertThat(source.state().live()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1012})
    void comesBackAfterAClose(int code) {
        startLive();

        server.closeAll(code);
        Until.holds("it noticed", () -> states.size() >= 2 && !states.get(1).live());

        Until.holds("it is live again", () -> source.state().live() && server.joined() == 1);
        assertThat(states.get(1).sentence()).contains(Integer.toString(code));
    }

    @Test
    void comesBackWhenTheServerIsKilledAndWhenTheChannelCrashes() {
        startLive();
        server.killed();
        Until.holds("it noticed", () -> states.size() >= 2);
        Until.holds("it is live again", () -> source.state().live() && server.joined() == 1);

        server.crashChannels();

        Until.holds("it noticed", () -> states.size() >= 4);
        Until.holds("it is live again", () -> source.state().live() && server.joined() == 1);
        assertThat(source.counts().connects()).isEqualTo(2);
    }

    @Test
    void aRefusalIsToldWithItsReasonAndWhatToDo() {
        server.refuse(401, "Token has expired");

        source.start(listener());

        Until.holds("it says so", () -> !states.isEmpty());
        assertThat(source.state().sentence())
                .contains("refused with 401", "Token has expired", "SUPABASE_SERVICE_KEY")
                .doesNotContain(StandInRealtime.jwt());
    }

    @Test
    void aTableThatIsNotPublishedIsToldWithWhatToDo() {
        server.fault(Fault.CANNOT_SUBSCRIBE, true);

        source.start(listener());

        Until.holds("it says so", () -> !states.isEmpty());
        assertThat(source.state().sentence()).contains("ALTER PUBLICATION");
    }

    @Test
    void anExpiredTokenIsToldWithWhatToDo() {
        startLive();

        server.expireTokens();

        Until.holds("it says so", () -> !source.state().live());
        assertThat(source.state().sentence()).contains("Token has expired");
    }

    @Test
    void rowsThatAreLostSilentlyAreFoundOut() {
        server.fault(Fault.LOSES_ROWS, true);
        startLive();

        Until.holds(
                "it is not believed any more",
                () -> {
                    server.insert("d1");
                    newestRow.incrementAndGet();
                    return !source.state().live();
                });

        assertThat(source.state().sentence()).contains("row security");
    }

    @Test
    void aSecretKeyIsForTheGatewayAlone() {
        source.close();
        var gateway = new StandInRealtime("sb_secret_key");
        source =
                new RealtimeSource(
                        gateway.url(), "sb_secret_key", newestRow::get, new SteadyClock());
        try (gateway) {
            startLive();
            assertThat(gateway.received("phx_join").getFirst()).doesNotContain("access_token");
        }
    }

    private void startLive() {
        source.start(listener());
        Until.holds("it is live", () -> source.state().live());
    }

    private RealtimeSource source(String key) {
        return new RealtimeSource(
                server.url(),
                SupabaseKey.of(key),
                newestRow::get,
                new SteadyClock(),
                InstantSource.system(),
                Duration.ofMillis(50));
    }

    private ActivitySource.Listener listener() {
        return new ActivitySource.Listener() {
            @Override
            public void hint(String reason) {
                hints.add(reason);
            }

            @Override
            public void changed(ActivitySource changed, ActivitySource.State state) {
                states.add(state);
            }
        };
    }
}
