package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The whole process: a manager at its stdin, a stock Yjs client in its document. */
class WorkerIT {
    private static final String SENTENCE = "We flew from Paris to Berlin. Then";

    private NodePeer server;
    private NodePeer person;
    private String url;

    @BeforeEach
    void aPersonInADocument() {
        server = NodePeer.start("y-websocket-server.mjs");
        url = "ws://127.0.0.1:" + server.line();
        person = NodePeer.start("person.mjs", url, "d");
        person.ask(
                "user",
                "state",
                Map.of("user", Map.of("name", "Ann"), "schema", List.of("geoMark")));
    }

    @AfterEach
    void everybodyLeaves() throws IOException {
        person.close();
        server.close();
    }

    private String text() {
        return Json.canonical(person.ask("delta", "block", 0));
    }

    private void until(String pattern) {
        person.ask("untilDelta", "block", 0, "pattern", pattern);
    }

    /** The server tells people so in its own time. */
    private void untilNoAgentIsSeen() {
        person.ask("untilStates", "pattern", "^(?!.*\"agent\")");
    }

    private static int marks(String text) {
        return text.split("\"geoId\"", -1).length - 1;
    }

    private WorkerUnderTest attached(Map<String, String> settings, Map<?, ?> checkpoint)
            throws IOException, InterruptedException {
        WorkerUnderTest worker = WorkerUnderTest.start();
        assertThat(worker.hear("ready").get("protocol")).isEqualTo(1L);
        worker.attach(url + "/d", settings, checkpoint);
        worker.hear("connected");
        return worker;
    }

    @Test
    void whatAPersonTypesIsMarkedAndReleaseLeavesNoTrace() throws Exception {
        try (WorkerUnderTest worker = attached(Map.of(), Map.of())) {
            person.ask("write", "text", SENTENCE);

            until("\"lat\":48\\.8\\d+,.*\"insert\":\"Paris\"");
            until("\"colorIndex\":\\d,\"coordSource\":\"gazetteer\".*\"insert\":\"Berlin\"");
            assertThat(marks(text())).isEqualTo(2);
            assertThat(Json.canonical(person.ask("map", "name", "geoCandidates")))
                    .as("what else Paris could mean, as a Yjs client reads it")
                    .containsPattern(
                            "\"geo-[0-9a-f-]{36}\":\\[\\{\"lat\":-?[0-9.]+,\"lng\":-?[0-9.]+,\"placeName\":\"Paris,"
                                + " ");
            assertThat(worker.hear("activity", m -> Boolean.TRUE.equals(m.get("edited"))))
                    .containsEntry("people", 1L);
            worker.hear("free");
            worker.tell(Map.of("type", "release"));
            worker.hear("released");
            assertThat(worker.hear("bye")).containsEntry("reason", "released");
            assertThat(worker.exit()).isZero();
            untilNoAgentIsSeen();
        }
    }

    @Test
    void aWorkerKilledInTheMiddleOfACallLosesNothingAndItsSuccessorDoublesNothing()
            throws Exception {
        try (SilentModel model = new SilentModel()) {
            try (WorkerUnderTest first = attached(model.settings(), Map.of())) {
                person.ask("write", "text", SENTENCE);
                model.untilAsked();
                first.tell(Map.of("type", "ping", "id", 7));
                assertThat(first.hear("pong"))
                        .containsEntry("id", 7L)
                        .containsEntry("doing", "model");
                first.tell(Map.of("type", "release"));
                first.hear("busy");
                first.process.destroyForcibly();
            }
        }
        Map<?, ?> checkpoint;
        try (WorkerUnderTest second = attached(Map.of(), Map.of())) {
            until("\"insert\":\"Berlin\"");
            checkpoint =
                    (Map<?, ?>) Objects.requireNonNull(second.hear("checkpoint").get("checkpoint"));
            second.process.destroyForcibly();
        }
        try (WorkerUnderTest third = attached(Map.of(), checkpoint)) {
            person.ask("type", "block", 0, "at", SENTENCE.length(), "text", " to Oslo.");
            until("\"insert\":\"Oslo\"");
            assertThat(marks(text())).isEqualTo(3);
            third.endOfStdin();
            assertThat(third.exit()).isZero();
        }
    }

    @Test
    void whatAPersonTookAwayStaysAwayAlsoForTheNextWorker() throws Exception {
        Map<?, ?> checkpoint;
        try (WorkerUnderTest first = attached(Map.of(), Map.of())) {
            person.ask("write", "text", SENTENCE);
            until("\"insert\":\"Berlin\"");
            first.hear("checkpoint");

            person.ask("unmark", "block", 0, "at", 13, "length", "Paris".length());

            checkpoint =
                    (Map<?, ?>) Objects.requireNonNull(first.hear("checkpoint").get("checkpoint"));
            first.process.destroyForcibly();
        }
        try (WorkerUnderTest second = attached(Map.of(), checkpoint)) {
            person.ask("type", "block", 0, "at", 0, "text", "Yesterday ");
            person.ask("type", "block", 0, "at", SENTENCE.length() + 10, "text", " to Oslo.");
            until("\"insert\":\"Oslo\"");
            assertThat(text()).contains("\"insert\":\"Yesterday We flew from Paris to \"");
            second.endOfStdin();
            assertThat(second.exit()).isZero();
        }
    }

    @Test
    void endOfStdinEndsItWithoutWaitingForASilentModel() throws Exception {
        try (SilentModel model = new SilentModel();
                WorkerUnderTest worker = attached(model.settings(), Map.of())) {
            person.ask("write", "text", SENTENCE);
            model.untilAsked();

            worker.endOfStdin();

            assertThat(worker.exit()).isZero();
            assertThat(worker.hear("bye")).containsEntry("reason", "manager_gone");
            untilNoAgentIsSeen();
        }
    }

    @Test
    void anEditorWithoutTheMarkMakesTheAgentWaitAndSayWhy() throws Exception {
        person.ask("user", "state", Map.of("user", Map.of("name", "Bob")));
        try (WorkerUnderTest worker = attached(Map.of(), Map.of())) {
            person.ask("write", "text", SENTENCE);
            person.ask("untilStates", "pattern", "\"state\":\"waiting\"");
            assertThat(marks(text())).isZero();

            person.ask(
                    "user",
                    "state",
                    Map.of("user", Map.of("name", "Bob"), "schema", List.of("geoMark")));

            until("\"insert\":\"Berlin\"");
            worker.endOfStdin();
            assertThat(worker.exit()).isZero();
        }
    }

    /** A model that takes the question and never answers. */
    private static final class SilentModel implements AutoCloseable {
        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch over = new CountDownLatch(1);
        private final HttpServer server;

        SilentModel() throws IOException {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        asked.countDown();
                        try {
                            over.await();
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        exchange.close();
                    });
            server.start();
        }

        void untilAsked() throws InterruptedException {
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        }

        Map<String, String> settings() {
            return Map.of(
                    "llm.provider", "openai",
                    "llm.key", "k",
                    "llm.base_url", "http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            over.countDown();
            server.stop(0);
        }
    }
}
