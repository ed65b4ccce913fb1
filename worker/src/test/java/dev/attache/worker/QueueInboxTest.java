package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.session.Fact;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;

class QueueInboxTest {
    private final QueueInbox inbox = new QueueInbox(InstantSource.fixed(Instant.EPOCH));

    @Test
    void whatAnInterruptedThreadTellsIsHeard() throws InterruptedException {
        Thread.currentThread().interrupt();

        inbox.put(new Fact.Terminated());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(inbox.take(Instant.EPOCH)).containsExactly(new Fact.Terminated());
    }

    @Test
    void withNothingToTellItEndsInTime() throws InterruptedException {
        assertThat(inbox.take(Instant.EPOCH)).isEmpty();
    }
}
