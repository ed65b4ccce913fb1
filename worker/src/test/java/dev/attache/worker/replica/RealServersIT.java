package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.crdt.Edit;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.peers.Json;
import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The replica against the servers that people run, with a stock Yjs client on the other side. */
class RealServersIT {
    enum Server {
        Y_WEBSOCKET("y-websocket-server.mjs", ""),
        Y_PARTYSERVER("party-server.mjs", "/parties/document");

        final String script;
        final String path;

        Server(String script, String path) {
            this.script = script;
            this.path = path;
        }

        String url(String port) {
            return "ws://127.0.0.1:" + port + path;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAPersonWritesArrivesAndTheMarkGoesBack(Server kind) throws Exception {
        String room = "room-" + UUID.randomUUID();
        try (NodePeer server = NodePeer.start(kind.script)) {
            String url = kind.url(server.line());
            try (NodePeer person = NodePeer.start("person.mjs", url, room);
                    LoopedReplica agent =
                            new LoopedReplica(URI.create(url + "/" + room), "token")) {
                agent.until("synced", () -> agent.replica().isSynced());
                person.ask("write", "text", "We met in 😀 Paris.");
                agent.until("the text", () -> agent.texts().equals(List.of("We met in 😀 Paris.")));

                Block block = agent.document().snapshot().blocks().get(0);
                Map<String, Object> mark = Map.of("geoMark", Map.of("lat", 48.85, "colorIndex", 3));
                agent.document().edit("marks", List.of(new Edit.Format(block.id(), 13, 18, mark)));

                agent.until(
                        "the mark",
                        () ->
                                Json.canonical(person.ask("delta", "block", 0))
                                        .contains(
                                                "{\"attributes\":{\"geoMark\":{\"colorIndex\":3,\"lat\":48.85}},\"insert\":\"Paris\"}"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void peopleAreCountedAndSeeTheAgent(Server kind) throws Exception {
        String room = "room-" + UUID.randomUUID();
        try (NodePeer server = NodePeer.start(kind.script)) {
            String url = kind.url(server.line());
            try (NodePeer person = NodePeer.start("person.mjs", url, room);
                    LoopedReplica agent =
                            new LoopedReplica(URI.create(url + "/" + room), "token")) {
                agent.present(new Presence("Attaché", "#345", "reading", "looks for places"));
                person.ask(
                        "user",
                        "state",
                        Map.of("user", Map.of("name", "Ann"), "schema", List.of("geoMark")));

                agent.until("one person", () -> agent.replica().people().count() == 1);
                assertThat(agent.replica().people().allKnow("geoMark")).isTrue();
                agent.until(
                        "the agent's presence",
                        () ->
                                Json.canonical(person.ask("states"))
                                        .contains("\"state\":\"reading\""));

                person.ask("leave");
                agent.until("nobody", () -> agent.replica().people().count() == 0);
            }
        }
    }

    @Test
    void afterACutEverythingOfBothSidesIsThere() throws Exception {
        String room = "room-" + UUID.randomUUID();
        try (NodePeer server = NodePeer.start(Server.Y_WEBSOCKET.script)) {
            String url = Server.Y_WEBSOCKET.url(server.line());
            try (NodePeer person = NodePeer.start("person.mjs", url, room);
                    LoopedReplica agent =
                            new LoopedReplica(URI.create(url + "/" + room), "token")) {
                agent.until("synced", () -> agent.replica().isSynced());
                person.ask("write", "text", "one");
                agent.until("the text", () -> agent.texts().equals(List.of("one")));

                server.say("cut");
                agent.until("the loss", () -> agent.heard(News.Disconnected.class));
                // Made while there is no connection.
                Block block = agent.document().snapshot().blocks().get(0);
                agent.document()
                        .edit(
                                "me",
                                List.of(new Edit.InsertText(block.id(), 3, " and two", Map.of())));

                agent.until(
                        "both edits with the person",
                        () -> Json.canonical(person.ask("texts")).equals("[\"one and two\"]"));
                agent.until("a latency", () -> agent.replica().latency().isPresent());
            }
        }
    }

    @Test
    void aRefusedTokenIsAskedForAndAFreshOneConnects() throws Exception {
        try (NodePeer server = NodePeer.start(Server.Y_WEBSOCKET.script)) {
            URI url = URI.create(Server.Y_WEBSOCKET.url(server.line()) + "/room");
            try (LoopedReplica agent = new LoopedReplica(url, "refuse 4401 expired")) {
                agent.until("the question", () -> agent.heard(News.TokenWanted.class));

                agent.token("good");

                agent.until("synced", () -> agent.replica().isSynced());
            }
        }
    }

    @Test
    void aSupersededAgentSaysByWhomAndNeverComesBack() throws Exception {
        try (NodePeer server = NodePeer.start(Server.Y_WEBSOCKET.script)) {
            URI url = URI.create(Server.Y_WEBSOCKET.url(server.line()) + "/room");
            try (LoopedReplica agent =
                    new LoopedReplica(url, "refuse 4409 superseded epoch=1763700000123 life=4")) {
                agent.until("the end", () -> agent.heard(News.Superseded.class));

                assertThat(agent.news()).contains(new News.Superseded(1763700000123L, 4));
                assertThat(agent.replica().wakeAt()).isEqualTo(java.time.Instant.MAX);
            }
        }
    }

    @Test
    void aLargeDocumentComesInPartsAndIsJoined() throws Exception {
        String room = "room-" + UUID.randomUUID();
        String text = "Nothing but text. ".repeat(30_000);
        try (NodePeer server = NodePeer.start(Server.Y_PARTYSERVER.script)) {
            String url = Server.Y_PARTYSERVER.url(server.line());
            try (NodePeer person = NodePeer.start("person.mjs", url, room);
                    LoopedReplica agent =
                            new LoopedReplica(URI.create(url + "/" + room), "token")) {
                agent.until("synced", () -> agent.replica().isSynced());
                person.ask("write", "text", text);

                agent.until("the text", () -> agent.texts().equals(List.of(text)));
                try (YDocument copy = YDocument.open(9, "default")) {
                    copy.apply(agent.document().encode(), "test");
                    assertThat(copy.snapshot()).isEqualTo(agent.document().snapshot());
                }
            }
        }
    }
}
