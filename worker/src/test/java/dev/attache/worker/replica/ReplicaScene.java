package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.YDocument;

import org.junit.jupiter.api.AfterEach;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A replica and a server that does what it is told to; time stands still but for the test. */
abstract class ReplicaScene {
    static final Presence READING = new Presence("Attaché", "#345", "reading", "");

    final List<FakeLink> links = new ArrayList<>();
    final YDocument document = YDocument.open(7, "default");
    final YDocument server = YDocument.open(8, "default");
    final YjsReplica replica = new YjsReplica(document, this::open, "first", new Random(1));
    Instant now = Instant.parse("2026-11-21T10:00:00Z");

    @AfterEach
    void close() {
        document.close();
        server.close();
    }

    void connect() {
        replica.tick(now);
        receive(new Signal.Opened(link().connection));
    }

    void connectAndSync() {
        connect();
        arrive(new Frame.WhatYouLack(server.encode()));
        receive(new Signal.Ponged(link().connection, Duration.ofMillis(3)));
        assertThat(replica.isSynced()).isTrue();
    }

    void reconnectWithoutOpening() {
        now = replica.wakeAt();
        replica.tick(now);
    }

    void reconnect() {
        reconnectWithoutOpening();
        receive(new Signal.Opened(link().connection));
    }

    List<News> lose(int code, String reason) {
        return receive(new Signal.Closed(link().connection, code, reason));
    }

    List<News> arrive(Frame frame) {
        return receive(new Signal.Arrived(link().connection, frame));
    }

    List<News> receive(Signal signal) {
        return replica.receive(signal, now);
    }

    FakeLink link() {
        return links.get(links.size() - 1);
    }

    Link open(long connection, String token) {
        links.add(new FakeLink(connection, token));
        return link();
    }

    void person(long client, long clock, String state) {
        Optional<String> said = state.equals("null") ? Optional.empty() : Optional.of(state);
        arrive(new Frame.Awareness(List.of(new Frame.Entry(client, clock, said))));
    }

    static Edit paragraph(String text) {
        return new Edit.InsertBlock(Optional.empty(), "paragraph", Map.of(), text);
    }

    static final class FakeLink implements Link {
        final long connection;
        final String token;
        final List<Frame> sent = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        boolean closed;

        FakeLink(long connection, String token) {
            this.connection = connection;
            this.token = token;
        }

        @Override
        public void send(byte[] message) {
            sent.add(SyncProtocol.decode(message));
        }

        @Override
        public void sendText(String message) {
            texts.add(message);
        }

        @Override
        public void ping() {}

        @Override
        public void close() {
            closed = true;
        }
    }
}
