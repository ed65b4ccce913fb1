package dev.attache.manager.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class NodeProgramTest {
    private static final String WITH_A_CHILD =
            """
            const child = require('node:child_process').spawn('sleep', ['600']);
            console.log(`ready child=${child.pid} self=${process.pid}`);
            """;

    @Test
    void takesAlongWhatAKilledProgramHasStarted() throws Exception {
        ProcessHandle child;
        try (NodeProgram program =
                NodeProgram.start(
                        "parent", List.of("-e", WITH_A_CHILD), Map.of(), "ready child=")) {
            String[] said = program.readyWithin(Duration.ofMinutes(1)).split(" self=", 2);
            child = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();
            ProcessHandle self = ProcessHandle.of(Long.parseLong(said[1])).orElseThrow();
            self.destroyForcibly();
            self.onExit().get(1, TimeUnit.MINUTES);
        }
        child.onExit().get(1, TimeUnit.MINUTES);
        assertThat(child.isAlive()).isFalse();
    }
}
