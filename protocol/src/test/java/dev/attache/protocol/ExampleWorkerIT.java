package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Decoded.Message;
import dev.attache.protocol.FromWorker.Activity;
import dev.attache.protocol.FromWorker.Bye;
import dev.attache.protocol.FromWorker.CheckpointTaken;
import dev.attache.protocol.FromWorker.Connected;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Metrics;
import dev.attache.protocol.FromWorker.Pong;
import dev.attache.protocol.FromWorker.Ready;
import dev.attache.protocol.FromWorker.Reason;
import dev.attache.protocol.FromWorker.Released;
import dev.attache.protocol.FromWorker.Skill;
import dev.attache.protocol.ToWorker.Attach;
import dev.attache.protocol.ToWorker.Ping;
import dev.attache.protocol.ToWorker.Release;
import dev.attache.protocol.ToWorker.Shutdown;
import dev.attache.protocol.ToWorker.Token;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The worker that the README shows, as a process. */
@Timeout(60)
class ExampleWorkerIT {
    private static final Ready READY =
            new Ready(
                    Wire.PROTOCOL,
                    "example 1",
                    Set.of(Skill.SPARE, Skill.RELEASE, Skill.CHECKPOINT));

    @TempDir private Path folder;
    private Process worker;
    private BufferedReader stdout;

    @BeforeEach
    void start() throws IOException {
        Path script = folder.resolve("example_worker.py");
        Files.writeString(script, Resources.text("example_worker.py"));
        worker =
                new ProcessBuilder("python3", script.toString())
                        .redirectError(folder.resolve("stderr").toFile())
                        .start();
        stdout =
                new BufferedReader(
                        new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() {
        worker.destroyForcibly();
    }

    @Test
    void theReadmeShowsItToTheLetter() throws IOException {
        String readme = Files.readString(Path.of("README.md"));

        assertThat(readme).contains("```python\n" + Resources.text("example_worker.py") + "```\n");
    }

    @Test
    void attachesAnswersAndLeavesWhenTold() throws Exception {
        assertThat(heard()).isEqualTo(READY);

        say(Wire.encode(attach(new Checkpoint("{\"visits\":2}"))));
        assertThat(heard()).isEqualTo(new Connected());
        assertThat(heard()).isEqualTo(new Activity(1, false));
        assertThat(heard()).isEqualTo(new CheckpointTaken(new Checkpoint("{\"visits\": 3}")));

        say(Wire.encode(new Ping(Long.MAX_VALUE)));
        assertThat(heard()).isEqualTo(new Pong(Long.MAX_VALUE, Doing.FREE));
        assertThat(heard()).isInstanceOf(Metrics.class);

        say(Wire.encode(new Token("next")));
        say(Wire.encode(new Shutdown()));
        assertThat(heard()).isEqualTo(new Bye(Reason.SHUTDOWN, null));
        hasLeft();
    }

    @Test
    void consentsToARelease() throws Exception {
        assertThat(heard()).isEqualTo(READY);

        say(Wire.encode(new Release()));

        assertThat(heard()).isEqualTo(new Released());
        assertThat(heard()).isEqualTo(new Bye(Reason.RELEASED, null));
        hasLeft();
    }

    @Test
    void survivesBrokenLinesAndNewTypes() throws Exception {
        assertThat(heard()).isEqualTo(READY);

        say("{\"type\":\"dance\"}\n{\n[]\n\n7\n");
        worker.getOutputStream().write(new byte[] {(byte) 0xff, '\n'});
        say(Wire.encode(new Ping(1)));

        assertThat(heard()).isEqualTo(new Pong(1, Doing.FREE));
    }

    @Test
    void leavesWhenItsManagerIsGone() throws Exception {
        assertThat(heard()).isEqualTo(READY);

        worker.getOutputStream().close();

        hasLeft();
    }

    private static Attach attach(Checkpoint checkpoint) {
        return new Attach(
                new DocumentId("Zürich 🗺"),
                "a",
                1,
                1,
                "ws://127.0.0.1:1/",
                "t",
                Map.of(),
                checkpoint);
    }

    private void say(String lines) throws IOException {
        worker.getOutputStream().write(lines.getBytes(StandardCharsets.UTF_8));
        worker.getOutputStream().flush();
    }

    private FromWorker heard() throws IOException {
        String line = stdout.readLine();
        assertThat(line).as(Files.readString(folder.resolve("stderr"))).isNotNull();
        return switch (Wire.decodeFromWorker(line.getBytes(StandardCharsets.UTF_8))) {
            case Message<FromWorker>(var message) -> message;
            case Decoded<FromWorker> other -> throw new AssertionError(other + " for " + line);
        };
    }

    private void hasLeft() throws Exception {
        assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isZero();
        assertThat(stdout.readLine()).isNull();
    }
}
