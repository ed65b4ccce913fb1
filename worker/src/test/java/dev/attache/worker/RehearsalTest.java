package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A whole life in this process; that the test goes on afterwards is a promise, too. */
class RehearsalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path home;

    @Test
    void isPlayedToItsEndWithSentenceAndMarks() throws Exception {
        try (Rehearsal rehearsal = new Rehearsal(Map.of("ATTACHE_HOME", home.toString()))) {
            assertThat(rehearsal.play(PATIENCE)).isTrue();
        }
    }

    /** A spare may wait for days: what only played must not stay. */
    @Test
    void leavesNoThreadBehind() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        try (Rehearsal rehearsal = new Rehearsal(Map.of("ATTACHE_HOME", home.toString()))) {
            assertThat(rehearsal.play(PATIENCE)).isTrue();
        }

        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.isDaemon()) {
                thread.join(PATIENCE);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void brokenOffItEndsAtOnceAndSaysThatItWasNotPlayed() throws Exception {
        Rehearsal rehearsal = new Rehearsal(Map.of("ATTACHE_HOME", home.toString()));
        rehearsal.close();

        var played = CompletableFuture.supplyAsync(() -> played(rehearsal));

        assertThat(played.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isFalse();
    }

    private static boolean played(Rehearsal rehearsal) {
        try {
            return rehearsal.play(PATIENCE.multipliedBy(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
