package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.InMemoryManagers;
import dev.attache.manager.testkit.SettableClock;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

final class HeartbeatTest {
    private final InMemoryManagers table = new InMemoryManagers();
    private final SettableClock clock = new SettableClock();
    private final List<String> told = new ArrayList<>();
    private final Heartbeat ours = heartbeat("m1", "host1");
    private final Heartbeat theirs = heartbeat("m2", "host2");

    @Test
    void aKilledManagerIsDeadWithin30SecondsAndNotBefore20() {
        beat(ours, theirs);

        int rounds = 0;
        while (!ours.isDead("m2")) {
            beat(ours);
            rounds++;
        }

        assertThat(Heartbeat.EVERY.multipliedBy(rounds).toSeconds()).isBetween(20L, 30L);
        assertThat(told).containsExactly("changed");
    }

    @Test
    void whileTheDatabaseIsAwayNobodyIsDead() {
        beat(ours, theirs);
        for (int i = 0; i < 15; i++) {
            beat(ours);
        }
        assertThat(ours.isDead("m2")).isTrue();

        table.goAway();
        beat(ours);

        assertThat(ours.dead()).isEmpty();
        assertThat(ours.reachable()).isFalse();
    }

    @Test
    void anotherInstanceOfOurIdIsARivalToldOnce() {
        beat(ours);
        beat(heartbeat("m1", "elsewhere"));
        beat(ours);
        beat(ours);

        assertThat(told).containsExactly("rival on elsewhere");
    }

    private void beat(Heartbeat... who) {
        for (Heartbeat one : who) {
            one.beatOnce();
        }
        clock.pass(Heartbeat.EVERY);
    }

    private Heartbeat heartbeat(String id, String host) {
        var self = new ManagerIdentity(id, UUID.randomUUID(), host, 1, "1.0.0");
        return new Heartbeat(
                table,
                self,
                () -> 10,
                clock,
                new Heartbeat.Listener() {
                    @Override
                    public void othersChanged() {
                        told.add("changed");
                    }

                    @Override
                    public void rival(String onHost) {
                        told.add("rival on " + onHost);
                    }
                });
    }
}
