package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.CollectingInbox;
import dev.attache.manager.testkit.RecordingSideLine;
import dev.attache.protocol.FromWorker;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Set;

class LegibleTest {
    private static final String FORGED = "refused\u001b[2J\n08:00 INFO  all is well\u0085\u2028";

    @Test
    void whatAWorkerSaysForgesNoLineAndMovesNoCursor() {
        assertThat(Legible.text(FORGED)).isEqualTo("refused [2J 08:00 INFO  all is well  ");
        assertThat(Legible.text("Zürich, 東京, 🙂")).isEqualTo("Zürich, 東京, 🙂");
        assertThat(Legible.text("🙂".repeat(600))).isEqualTo("🙂".repeat(500) + "…");
    }

    @Test
    void aLineOfItsStderrKeepsAllButItsControlCharacters() {
        assertThat(line("\tat x\u001b[31m rød\u007f\u009b2J 東"))
                .isEqualTo("\tat x?[31m rød???2J 東");
    }

    @Test
    void everythingThatGoesToTheLoopIsLegible() {
        CollectingInbox inbox = new CollectingInbox();
        Route route = new Route(inbox, new RecordingSideLine());
        WorkerId w = new WorkerId(1);
        route.to(w, new FromWorker.Ready(1, FORGED, Set.of()));
        route.to(w, new FromWorker.Disconnected(1006, FORGED));
        route.to(w, new FromWorker.Failure(FromWorker.Cause.SERVER, FORGED));

        assertThat(inbox.all()).hasSize(3);
        for (Event event : inbox.all()) {
            assertThat(event.toString()).doesNotContainPattern("[\\p{Cntrl}\u2028]");
        }
    }

    private static String line(String written) {
        return new String(
                Legible.line(written.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
