package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class WatchdogTest {
    @Test
    void aStalledTurnIsReportedWithTheStacksOfAllThreads() throws Exception {
        CompletableFuture<String> report = new CompletableFuture<>();
        Watchdog watchdog = new Watchdog(Duration.ofMillis(50), report::complete).start();

        watchdog.working();

        assertThat(report.get(60, TimeUnit.SECONDS))
                .contains("has stalled for")
                .contains("aStalledTurnIsReportedWithTheStacksOfAllThreads");
    }
}
