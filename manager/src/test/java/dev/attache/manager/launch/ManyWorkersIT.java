package dev.attache.manager.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.fleet.Event.WorkerExited;
import dev.attache.manager.fleet.Event.WorkerStarted;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.testkit.RecordingInbox;
import dev.attache.manager.testkit.RecordingSideLine;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * More workers than a virtual-thread scheduler has carriers to lose, or a manager threads to pay.
 */
@Timeout(300)
class ManyWorkersIT {
    private final RecordingInbox inbox = new RecordingInbox();

    @Test
    void silentWorkersTakeNoThreadAndHoldUpNoVirtualOne() throws Exception {
        int many = Boolean.getBoolean("attache.full") ? 500 : 160;
        long minding = threadsThatMind();
        LaunchSettings settings =
                LaunchSettings.of(List.of("sleep", "600"), UUID.randomUUID().toString());
        try (Launcher launcher =
                new ProcessLauncher(settings, inbox, new RecordingSideLine(), WorkerLogs.NONE)) {
            for (int i = 0; i < many; i++) {
                launcher.launch(new WorkerId(i), null);
            }
            Until.holds("all are started", () -> count(WorkerStarted.class) == many);

            boolean ran = Thread.ofVirtual().start(() -> {}).join(Duration.ofSeconds(30));

            assertThat(ran).isTrue();
            assertThat(threadsThatMind() - minding).isLessThan(many / 10);
            launcher.pids().keySet().forEach(launcher::kill);
            Until.holds("all are gone", () -> count(WorkerExited.class) == many);
        }
    }

    /** Ours for pipes, and the JDK's for exits. */
    private static long threadsThatMind() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(child-|process reaper).*"))
                .count();
    }

    private long count(Class<?> kind) {
        return inbox.events().stream().filter(kind::isInstance).count();
    }
}
