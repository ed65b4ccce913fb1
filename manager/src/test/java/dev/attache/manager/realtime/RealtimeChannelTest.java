package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class RealtimeChannelTest {
    private static final Duration LONGEST_STEP = Duration.ofSeconds(12);

    private final Talk talk = new Talk();

    @Test
    void joinsWithTheWholePayloadAndIsLiveWhenBothAnswersAreThere() {
        talk.open();
        assertThat(talk.sent)
                .containsExactly(
                        "[\"1\",\"1\",\"realtime:attache\",\"phx_join\",{\"config\":{\"broadcast\":{\"ack\":false,\"self\":false},\"presence\":{\"enabled\":false,\"key\":\"\"},\"postgres_changes\":[{\"event\":\"INSERT\",\"schema\":\"public\",\"table\":\"document_activity\"}],\"private\":false},\"access_token\":\"jwt\"}]");

        talk.say(Frames.joined("1"));
        assertThat(talk.state().live()).isFalse();
        talk.say(Frames.subscribed("1"));

        assertThat(talk.state().live()).isTrue();
    }

    @Test
    void theAnswersMayComeInEitherOrder() {
        talk.open();

        talk.say(Frames.subscribed("1"));
        assertThat(talk.state().live()).isFalse();
        talk.say(Frames.joined("1"));

        assertThat(talk.state().live()).isTrue();
    }

    @Test
    void withoutTheSecondAnswerItLeavesAndJoinsAgain() {
        talk.open();
        talk.say(Frames.joined("1"));

        talk.pass(Duration.ofSeconds(15));
        assertThat(talk.sent("phx_leave")).isOne();
        assertThat(talk.why()).contains("is its database there?");
        talk.pass(LONGEST_STEP);

        assertThat(talk.sent("phx_join")).isEqualTo(2);
        assertThat(talk.sent)
                .filteredOn(frame -> frame.contains("phx_join"))
                .allMatch(join -> join.contains("document_activity") && join.contains("jwt"));
    }

    @Test
    void aChannelThatNeverComesToLifeCostsTheSocket() {
        talk.open();

        for (int i = 0; i < 4 && !talk.hungUp; i++) {
            talk.pass(Duration.ofSeconds(14));
            if (talk.sent("heartbeat") > 0) {
                talk.say(Frames.alive(talk.lastBeat()));
            }
            talk.pass(Duration.ofSeconds(11));
        }
        talk.pass(Duration.ofSeconds(15));

        assertThat(talk.hungUp || talk.socket > 1).isTrue();
    }

    @Test
    void everyFrameIsAHint() {
        talk.live();
        int before = talk.hints.size();

        talk.say(Frames.row(7));
        talk.say(Frames.row(7));
        talk.say(Frames.subscribed("1"));
        talk.say("{bad");
        talk.say(Frames.row("{\"id\": 10}", "[\"Error 413: Payload Too Large\"]"));

        assertThat(talk.hints).hasSize(before + 5);
        assertThat(talk.state().live()).isTrue();
        assertThat(talk.alarms).isEmpty();
    }

    @Test
    void recordsThatMayNotBeReadAreAlarmingOnceAndHintAllTheSame() {
        talk.live();
        int before = talk.hints.size();

        talk.say(Frames.row("{}", "[\"Error 401: Unauthorized\"]"));
        talk.say(Frames.row("{}", "[\"Error 401: Unauthorized\"]"));

        assertThat(talk.hints).hasSize(before + 2);
        assertThat(talk.alarms).singleElement().asString().contains("no SELECT", "service role");
    }

    @Test
    void aHeartbeatGoesOutEvery25SecondsAndOneWithoutAnAnswerIsTheEndOfTheSocket() {
        talk.live();
        talk.pass(Duration.ofSeconds(25));
        assertThat(talk.sent("heartbeat")).isOne();
        talk.say(Frames.alive(talk.lastBeat()));
        talk.pass(Duration.ofSeconds(25));
        assertThat(talk.sent("heartbeat")).isEqualTo(2);
        assertThat(talk.hungUp).isFalse();

        talk.pass(Duration.ofSeconds(25));

        assertThat(talk.hungUp).isTrue();
        assertThat(talk.why()).contains("heartbeat");
    }

    @ParameterizedTest
    @CsvSource({"1000", "1012", "1006"})
    void connectsAgainAfterAnyClose(int code) {
        talk.live();

        talk.fact(new Fact.Gone(talk.socket, "closed with " + code));
        assertThat(talk.state().live()).isFalse();
        talk.pass(LONGEST_STEP);
        talk.fact(new Fact.Opened(talk.socket));
        talk.say(Frames.joined(talk.lastRef()));
        talk.say(Frames.subscribed(talk.lastRef()));

        assertThat(talk.socket).isEqualTo(2);
        assertThat(talk.state().live()).isTrue();
        assertThat(talk.hints.getLast()).contains("system");
    }

    @Test
    void waits1And2And5And10SecondsGiveOrTakeAFifth() {
        talk.tick();
        double[] expected = {1, 2, 5, 10, 10};

        for (double seconds : expected) {
            var failed = talk.now;
            talk.fact(new Fact.Gone(talk.socket, "connection refused"));
            while (talk.connectedAt == null || !talk.connectedAt.isAfter(failed)) {
                talk.pass(Duration.ofMillis(100));
            }
            assertThat(Duration.between(failed, talk.connectedAt).toMillis() / 1000.0)
                    .isBetween(seconds * 0.8, seconds * 1.2);
        }
        assertThat(talk.states).hasSize(1);
    }

    @Test
    void whatAnOldJoinOrAnOldSocketSaysIsIgnored() {
        talk.live();
        talk.say(Frames.event("1", "phx_error"));
        talk.pass(LONGEST_STEP);
        String ref = talk.lastRef();
        talk.say(Frames.joined(ref));
        talk.say(Frames.event("1", "phx_close"));
        talk.say(Frames.system("1", "error", "postgres_changes", "Unable to subscribe"));
        talk.say(Frames.subscribed(ref));
        assertThat(talk.state().live()).isTrue();

        talk.fact(new Fact.Gone(talk.socket - 1, "closed"));

        assertThat(talk.state().live()).isTrue();
    }

    @Test
    void aCrashedOrClosedChannelIsJoinedAgainOnTheSameSocket() {
        talk.live();

        talk.say(Frames.event("1", "phx_error"));
        assertThat(talk.why()).contains("crashed");
        talk.pass(LONGEST_STEP);

        assertThat(talk.sent("phx_join")).isEqualTo(2);
        assertThat(talk.socket).isOne();
    }

    @Test
    void aBindingThatIsNotOursIsNotBelieved() {
        talk.open();

        talk.say(Frames.joined("1", "something_else"));
        talk.say(Frames.subscribed("1"));

        assertThat(talk.state().live()).isFalse();
        assertThat(talk.why()).contains("something else");
    }

    @ParameterizedTest
    @CsvSource({
        "401, SUPABASE_SERVICE_KEY",
        "403, paused",
        "404, SUPABASE_URL",
        "301, redirect",
    })
    void refusalsThatOnlyAPersonCanLiftSayWhatToDoOnceAndAreTriedSlowly(
            int status, String whatToDo) {
        talk.tick();
        talk.fact(new Fact.Refused(talk.socket, status, "{\"error\":\"no\"}"));
        assertThat(talk.alarms).singleElement().asString().contains(whatToDo);

        talk.pass(Duration.ofSeconds(47));
        assertThat(talk.socket).isOne();
        talk.pass(Duration.ofSeconds(26));
        assertThat(talk.socket).isEqualTo(2);
        talk.fact(new Fact.Refused(talk.socket, status, "{\"error\":\"no\"}"));

        assertThat(talk.alarms).hasSize(1);
    }

    @Test
    void aPublicationThatLacksTheTableIsAlarmingAndTriedSlowly() {
        talk.open();
        talk.say(Frames.joined("1"));
        talk.say(
                Frames.system(
                        "1",
                        "error",
                        "postgres_changes",
                        "Unable to subscribe to changes with given parameters. Please check"
                                + " Realtime is enabled"));

        assertThat(talk.alarms).singleElement().asString().contains("ALTER PUBLICATION");
        talk.pass(Duration.ofSeconds(24));
        assertThat(talk.sent("phx_join")).isOne();
    }

    @Test
    void anExpiredTokenSaysWhatToDo() {
        talk.live();

        talk.say(Frames.system("1", "error", "system", "Token has expired 0 seconds ago"));
        talk.say(Frames.event("1", "phx_close"));

        assertThat(talk.alarms).singleElement().asString().contains("SUPABASE_SERVICE_KEY");
    }

    @Test
    void aTokenThatIsRefusedAtTheJoinSaysWhatToDo() {
        talk.open();

        talk.say(Frames.refused("1", "JwtSignatureError: Failed to validate JWT signature"));

        assertThat(talk.alarms).singleElement().asString().contains("SUPABASE_SERVICE_KEY");
    }

    @Test
    void rowsThatAreNeverToldOfAreFoundOutAndItIsBelievedAgainOnlyWhenItTellsOfOne() {
        talk.live();
        talk.newestRow(100);
        talk.newestRow(101);
        assertThat(talk.state().live()).isTrue();
        talk.newestRow(101);
        assertThat(talk.state().live()).isFalse();
        assertThat(talk.alarms).singleElement().asString().contains("row security");

        talk.pass(Duration.ofSeconds(24));
        talk.say(Frames.alive("2"));
        for (int i = 0; i < 4; i++) {
            talk.pass(Duration.ofSeconds(13));
            if (talk.sent("heartbeat") > 0) {
                talk.say(Frames.alive(talk.lastBeat()));
            }
        }
        String ref = talk.lastRef();
        assertThat(ref).isNotEqualTo("1");
        talk.say(Frames.joined(ref));
        talk.say(Frames.subscribed(ref));
        assertThat(talk.state().live()).isFalse();
        talk.say(Frames.row(102));

        assertThat(talk.state().live()).isTrue();
    }

    @Test
    void rowsThatAreToldOfArouseNoSuspicion() {
        talk.live();

        for (int id = 1; id < 20; id++) {
            talk.newestRow(id);
            talk.say(Frames.row(id));
        }
        talk.newestRow(19);
        talk.newestRow(19);

        assertThat(talk.alarms).isEmpty();
        assertThat(talk.state().live()).isTrue();
    }
}
