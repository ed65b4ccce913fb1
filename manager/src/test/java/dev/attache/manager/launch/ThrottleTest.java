package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Activity;
import dev.attache.protocol.FromWorker.Busy;
import dev.attache.protocol.FromWorker.Free;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

class ThrottleTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<FromWorker> out = new ArrayList<>();
    private final Throttle throttle = new Throttle(0, out::add);

    @Test
    void whatIsSaidAtAnOrdinaryPaceGoesThroughAtOnce() {
        for (int i = 0; i < 500; i++) {
            throttle.accept(new Busy(), i * SECOND / 10);
        }

        assertThat(out).hasSize(500);
    }

    @Test
    void aFloodIsMergedByKindAndTheLastWordHolds() {
        for (int i = 0; i < 1000; i++) {
            throttle.accept(new Activity(i, i == 700), 0);
            throttle.accept(i % 2 == 0 ? new Busy() : new Free(), 0);
        }
        int atOnce = out.size();

        throttle.release(SECOND);

        assertThat(atOnce).isEqualTo(60);
        assertThat(out.subList(atOnce, out.size()))
                .containsExactly(new Activity(999, true), new Free());
    }

    @Test
    void whatIsAnsweredDifferentlyIsNotMerged() {
        for (int i = 0; i < 60; i++) {
            throttle.accept(new Busy(), 0);
        }
        throttle.accept(new FromWorker.Disconnected(4401, "expired"), 0);
        throttle.accept(new FromWorker.Disconnected(1006, "gone"), 0);
        throttle.accept(new FromWorker.Failure(FromWorker.Cause.SERVER, "refused"), 0);
        throttle.accept(new FromWorker.Failure(FromWorker.Cause.MODEL, "slow"), 0);
        throttle.finish();

        assertThat(out.subList(60, out.size())).hasSize(4);
    }

    @Test
    void theOrderOfKindsIsKeptWhileSomethingWaits() {
        for (int i = 0; i < 61; i++) {
            throttle.accept(new Activity(i, false), 0);
        }
        throttle.accept(new FromWorker.Released(), SECOND / 100);
        throttle.finish();

        assertThat(out.subList(60, out.size()))
                .containsExactly(new Activity(60, false), new FromWorker.Released());
    }

    @Test
    void afterTheEndNothingIsHeard() {
        throttle.finish();
        throttle.accept(new Busy(), SECOND);

        assertThat(out).isEmpty();
    }
}
