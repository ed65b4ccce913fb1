package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How long a worker takes to leave; in virtual time, so that a busy machine says nothing of it. */
class LeavingTest {
    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void whoseManagerIsGoneLeavesWithinTwoSecondsAlsoWhileTheModelIsSilent()
            throws InterruptedException {
        List<Instant> gone = new ArrayList<>();
        scene.at(1, () -> scene.paragraph("In Paris. Then"))
                .at(
                        3,
                        () -> {
                            assertThat(scene.world.callsInFlight).isOne();
                            gone.add(scene.world.instant());
                            scene.world.put(new Fact.ManagerGone("end of stdin"));
                        });

        assertThat(scene.world.live()).isZero();

        assertThat(Duration.between(gone.getFirst(), scene.world.instant()))
                .isLessThan(Duration.ofSeconds(2));
    }
}
