package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The whole process in the real Durable Object, in workerd; people are stock Yjs clients. */
class DocumentObjectIT {
    private static final Duration HOUR = Duration.ofHours(1);

    private static NodePeer server;
    private static String party;

    /** A document of its own for each test: an object remembers the highest epoch. */
    private final String document = "d-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        server = NodePeer.start("document-object.mjs");
        party = "ws://127.0.0.1:" + server.line() + "/parties/document";
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void joinsWithItsTokenAndItsMarksReachAPerson() throws Exception {
        try (NodePeer person = NodePeer.start("person.mjs", party, document);
                WorkerUnderTest worker = attached(AgentToken.of(document, 7, 1, HOUR), 7)) {
            person.ask(
                    "user",
                    "state",
                    Map.of("user", Map.of("name", "Ann"), "schema", List.of("geoMark")));
            worker.hear("connected");

            person.ask("write", "text", "We flew from Paris to Berlin. Then");

            person.ask("untilDelta", "block", 0, "pattern", "\"insert\":\"Paris\"");
            assertThat(worker.hear("activity", m -> Boolean.TRUE.equals(m.get("edited"))))
                    .containsEntry("people", 1L);
            worker.endOfStdin();
            assertThat(worker.exit()).isZero();
            person.ask("untilStates", "pattern", "^(?!.*\"agent\")");
        }
    }

    @Test
    void anExpiredTokenIsAnsweredByAFreshOneAndTheWorkerIsBack() throws Exception {
        try (WorkerUnderTest worker =
                attached(AgentToken.of(document, 7, 1, Duration.ofMinutes(-5)), 7)) {
            assertThat(worker.hear("disconnected")).containsEntry("code", 4401L);

            worker.tell(Map.of("type", "token", "token", AgentToken.of(document, 7, 1, HOUR)));

            worker.hear("connected");
        }
    }

    @Test
    void aNewerAgentTakesOverAndTheOlderSaysByWhichEpochAndEnds() throws Exception {
        try (WorkerUnderTest older = attached(AgentToken.of(document, 7, 1, HOUR), 7)) {
            older.hear("connected");
            try (WorkerUnderTest newer = attached(AgentToken.of(document, 9, 1, HOUR), 9)) {
                newer.hear("connected");

                assertThat(older.hear("bye"))
                        .containsEntry("reason", "superseded")
                        .containsEntry("epoch", 9L);
                assertThat(older.exit()).isZero();
                assertThat(older.hear("disconnected")).containsEntry("code", 4409L);

                try (WorkerUnderTest late = attached(AgentToken.of(document, 8, 5, HOUR), 8)) {
                    assertThat(late.hear("bye"))
                            .containsEntry("reason", "superseded")
                            .containsEntry("epoch", 9L);
                    assertThat(late.exit()).isZero();
                }
                newer.tell(Map.of("type", "ping", "id", 3));
                newer.hear("pong");
            }
        }
    }

    @Test
    void aTokenOfAnotherDocumentIsForbiddenForGood() throws Exception {
        try (WorkerUnderTest worker = attached(AgentToken.of("other", 7, 1, HOUR), 7)) {
            assertThat(worker.hear("error"))
                    .containsEntry("cause", "server")
                    .hasEntrySatisfying(
                            "message",
                            message -> assertThat(Json.canonical(message)).contains("4403"));
            assertThat(worker.hear("bye")).containsEntry("reason", "error");
            assertThat(worker.exit()).isNotZero();
        }
    }

    /** As `attache worker --document X` with the seed's environment. */
    @Test
    void aloneItMarksAndWritesTheLinesOfTheSeed() throws Exception {
        String port = party.replaceAll(".*:(\\d+)/.*", "$1");
        Map<String, String> environment =
                new HashMap<>(
                        Map.of(
                                "DOCUMENT_ID",
                                document,
                                "AGENT_ID",
                                "agent-test-document-1731456789",
                                "WS_PORT",
                                port,
                                "PARTY_NAME",
                                "document",
                                "AGENT_TOKEN",
                                AgentToken.of(document, 1, 1, HOUR)));
        try (NodePeer person = NodePeer.start("person.mjs", party, document);
                WorkerUnderTest worker = WorkerUnderTest.start(List.of("worker"), environment)) {
            assertThat(worker.logged("Starting"))
                    .isEqualTo("[Agent Worker] Starting for document: " + document);
            assertThat(worker.logged("Agent ID"))
                    .isEqualTo("[Agent Worker] Agent ID: agent-test-document-1731456789");
            assertThat(worker.logged("Synced")).isEqualTo("[Agent Worker] Synced: true");
            assertThat(worker.logged("Period"))
                    .isEqualTo("[Agent Worker] Period-triggered LLM processing enabled");

            person.ask("write", "text", "We flew from Paris to Berlin. Then");
            person.ask("untilDelta", "block", 0, "pattern", "\"insert\":\"Paris\"");

            // As a shell does it: the streams stay open for the last words.
            assertThat(worker.process.toHandle().destroy()).isTrue();
            worker.logged("Leaving");
            person.ask("untilStates", "pattern", "^(?!.*\"agent\")");
        }
    }

    @Test
    void aloneTheArgumentCountsMoreThanTheEnvironment() throws Exception {
        Map<String, String> environment =
                Map.of(
                        "DOCUMENT_ID",
                        "another",
                        "DOCUMENT_URL",
                        party + "/{document}",
                        "AGENT_TOKEN",
                        AgentToken.of(document, 1, 1, HOUR));
        try (WorkerUnderTest worker =
                WorkerUnderTest.start(List.of("worker", "--document", document), environment)) {
            worker.logged("Starting for document: " + document);
            worker.logged("Synced: true");
        }
    }

    private WorkerUnderTest attached(String token, long epoch)
            throws IOException, InterruptedException {
        WorkerUnderTest worker = WorkerUnderTest.start();
        worker.hear("ready");
        worker.attach(
                Map.of(
                        "document", document,
                        "url", party + "/" + document,
                        "token", token,
                        "epoch", epoch));
        return worker;
    }
}
