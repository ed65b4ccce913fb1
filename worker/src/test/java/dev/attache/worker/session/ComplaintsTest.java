package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.FromWorker.Cause;
import dev.attache.protocol.FromWorker.Failure;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class ComplaintsTest {
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    private final Complaints complaints = new Complaints();

    @Test
    void aServerThatIsBackSoonIsNoComplaint() {
        complaints.outOfStep(START);

        assertThat(complaints.attemptFailed(1006, "refused", START.plusSeconds(4))).isEmpty();
    }

    @Test
    void aServerThatStaysAwayIsOneAMinute() {
        complaints.outOfStep(START);

        assertThat(complaints.attemptFailed(1006, "refused", START.plusSeconds(6)))
                .contains(
                        new Failure(
                                Cause.SERVER,
                                "no connection to the document's server for 6 s, still trying; the"
                                        + " last attempt ended with code 1006: refused"));
        assertThat(complaints.attemptFailed(1006, "", START.plusSeconds(65))).isEmpty();
        assertThat(complaints.attemptFailed(1006, "", START.plusSeconds(67)))
                .hasValueSatisfying(
                        failure -> assertThat(failure.message()).contains("no reason was given"));
    }

    @Test
    void whoWasInStepStartsAnew() {
        complaints.outOfStep(START);
        complaints.attemptFailed(1006, "", START.plusSeconds(6));
        complaints.inStep();

        assertThat(complaints.attemptFailed(1006, "", START.plusSeconds(20))).isEmpty();
        complaints.outOfStep(START.plusSeconds(20));
        assertThat(complaints.attemptFailed(1006, "", START.plusSeconds(26))).isPresent();
    }

    @Test
    void whatCouldNotBeUsedIsToldOnceAMinuteWithWhoseFaultItIs() {
        assertThat(complaints.refused("a broken frame: it ends too early", START))
                .map(Failure::cause)
                .contains(Cause.SERVER);
        assertThat(complaints.refused("not an update: a struct is empty", START.plusSeconds(59)))
                .isEmpty();
        assertThat(complaints.refused("not an update: a struct is empty", START.plusSeconds(60)))
                .map(Failure::cause)
                .contains(Cause.DOCUMENT);
    }
}
