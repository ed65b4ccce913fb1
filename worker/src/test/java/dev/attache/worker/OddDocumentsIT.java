package dev.attache.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.worker.peers.NodePeer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A document whose text is not where the worker looks, and one that is there after all. */
class OddDocumentsIT {
    private static NodePeer server;
    private static String url;

    @BeforeAll
    static void start() {
        server = NodePeer.start("y-websocket-server.mjs");
        url = "ws://127.0.0.1:" + server.line();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text, default, plain text or a list, true",
        "array, default, plain text or a list, false",
        "map, default, a map, false",
        "fragment, prosemirror, nothing stands under, true"
    })
    void isComplainedOfOncePeopleSeeItAndTheWorkerGoesOn(
            String kind, String name, String said, boolean before) throws Exception {
        String document = kind + "-" + before;
        try (NodePeer person = NodePeer.start("person.mjs", url, document);
                WorkerUnderTest worker = WorkerUnderTest.start()) {
            person.ask(
                    "user",
                    "state",
                    Map.of("user", Map.of("name", "Ann"), "schema", List.of("geoMark")));
            if (before) {
                person.ask("odd", "kind", kind, "name", name);
            }
            worker.attach(url + "/" + document, Map.of(), Map.of());
            worker.hear("connected");
            for (int i = 0; i < 20; i++) {
                person.ask("odd", "kind", kind, "name", name);
            }

            assertThat(worker.hear("error")).containsEntry("cause", "document");
            assertThat(worker.logged("error cause=DOCUMENT")).contains(said);
            person.ask("untilStates", "pattern", "finds no text here");

            person.ask("write", "text", "We flew from Paris to Berlin. Then");
            worker.tell(Map.of("type", "ping", "id", 1));
            worker.hear("pong");
            if (kind.equals("map") || kind.equals("fragment")) {
                // Beside a map, and under our own name, there is room for an editor's text.
                person.ask("untilDelta", "block", 0, "pattern", "\"insert\":\"Berlin\"");
                person.ask("untilStates", "pattern", "\"state\":\"resting\"");
            }
            worker.endOfStdin();
            assertThat(worker.exit()).isZero();
            worker.hear("bye");
            assertThat(worker.unheard("error")).as("said once").isEmpty();
        }
    }
}
