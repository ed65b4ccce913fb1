package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Map;

/** A server that refuses, sends away, or is not there costs patience, never the worker. */
class ServerTroubleIT {
    /** Token refused, silent too long, try again later, too fast. */
    @ParameterizedTest
    @ValueSource(ints = {4401, 4408, 1013, 4429})
    void whoeverIsSentAwayComesBack(int code) throws Exception {
        try (NodePeer server = NodePeer.start("y-websocket-server.mjs");
                WorkerUnderTest worker = WorkerUnderTest.start()) {
            String url = "ws://127.0.0.1:" + server.line() + "/d";
            worker.attach(Map.of("url", url, "token", "refuse " + code + " not now"));
            assertThat(worker.hear("disconnected"))
                    .containsEntry("code", (long) code)
                    .containsEntry("reason", "not now");

            worker.tell(Map.of("type", "token", "token", "good"));

            worker.hear("connected");
        }
    }

    @Test
    void aServerThatCannotBeReachedIsComplainedOfAndWaitedFor() throws Exception {
        try (Socket silent = new Socket();
                WorkerUnderTest worker = WorkerUnderTest.start()) {
            // Bound, so that nobody else gets it, and nobody listens.
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            worker.attach(Map.of("url", "ws://127.0.0.1:" + silent.getLocalPort() + "/d"));

            worker.hear("disconnected");
            assertThat(worker.hear("error"))
                    .containsEntry("cause", "server")
                    .hasEntrySatisfying(
                            "message",
                            message ->
                                    assertThat(Json.canonical(message))
                                            .contains("no connection to the document's server"));
            worker.tell(Map.of("type", "ping", "id", 1));
            assertThat(worker.hear("pong")).containsEntry("doing", "free");
            worker.tell(Map.of("type", "shutdown"));
            assertThat(worker.hear("bye")).containsEntry("reason", "shutdown");
            assertThat(worker.exit()).isZero();
        }
    }

    @Test
    void aPlainServerAtATlsAddressIsNamedAtOnce() throws Exception {
        try (NodePeer server = NodePeer.start("y-websocket-server.mjs");
                WorkerUnderTest worker = WorkerUnderTest.start()) {
            worker.attach(Map.of("url", "wss://127.0.0.1:" + server.line() + "/d"));

            assertThat(
                            worker.hear(
                                    "disconnected",
                                    said ->
                                            Json.canonical(said)
                                                    .contains("does not speak TLS there")))
                    .containsEntry("code", 1006L);
        }
    }

    /** The manager counts it as a death: the document rests, and in the end it is quarantined. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDocumentThatCannotBeReadIsTheDocumentsFaultAndTheEnd(boolean before) throws Exception {
        try (NodePeer server = NodePeer.start("y-websocket-server.mjs")) {
            String url = "ws://127.0.0.1:" + server.line();
            try (NodePeer person = NodePeer.start("person.mjs", url, "d");
                    WorkerUnderTest worker = WorkerUnderTest.start()) {
                if (!before) {
                    worker.attach(Map.of("url", url + "/d"));
                    worker.hear("connected");
                }
                person.ask("write", "text", "In Paris.");
                person.ask("hook");
                person.ask("untilSynced");
                if (before) {
                    worker.attach(Map.of("url", url + "/d"));
                }

                assertThat(
                                worker.hear(
                                        "error",
                                        error ->
                                                Json.canonical(error)
                                                        .contains("the document cannot be read")))
                        .containsEntry("cause", "document");
                assertThat(worker.hear("bye")).containsEntry("reason", "error");
                assertThat(worker.exit()).isEqualTo(1);
            }
        }
    }

    @Test
    void anAddressThatIsNoneIsASetupErrorAndTheEnd() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.start()) {
            worker.attach(Map.of("url", "ws://no host/d"));

            assertThat(worker.hear("error")).containsEntry("cause", "setup");
            assertThat(worker.hear("bye")).containsEntry("reason", "error");
            assertThat(worker.exit()).isNotZero();
        }
    }

    @Test
    void aloneWithoutADocumentItSaysHowItIsCalled() throws Exception {
        try (WorkerUnderTest worker = WorkerUnderTest.start(List.of("worker"), Map.of())) {
            worker.logged("say which document: --document or DOCUMENT_ID");
            worker.logged("usage: attache worker");
            assertThat(worker.exit()).isEqualTo(1);
        }
    }
}
