package dev.attache.manager.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.testkit.FakeWorker.Fault;
import dev.attache.manager.testkit.Until;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets go over stdin, and are to be seen nowhere. */
@Timeout(180)
class SecretsIT {
    /** The last is how every token begins. */
    private static final List<String> SECRETS =
            List.of(
                    TestManager.AGENT_SECRET,
                    TestManager.MODEL_KEY,
                    TestManager.DATABASE_PASSWORD,
                    "eyJ");

    @RegisterExtension private final House house = new House();

    @Test
    void noSecretIsInArgumentsEnvironmentsLogsOrRows() throws Exception {
        ManagerProcess manager = house.process("m1", 5);
        house.workers().everyLaunchIs(Fault.PRINTS_ENVIRONMENT);
        house.active("told", 2);
        house.awaitAttached("told");
        house.workers().launchesAreWell();
        house.workers().at("dies", "crashes");
        house.active("dies", 1);
        house.active("lives", 0);
        house.awaitAttached("lives", "told");
        Until.holds(
                "an incident is written",
                () -> !house.postgres().rows("SELECT id FROM agent_incidents").isEmpty());
        Until.holds("the environment is logged", () -> files().contains("ATTACHE_STATE_ID="));

        assertThat(arguments(manager))
                .contains("scripted_worker.py", "ManagerMain")
                .doesNotContain(secrets());
        assertThat(environment(house.pid("lives")))
                .contains("ATTACHE_STATE_ID=")
                .doesNotContain("DATABASE_URL")
                .doesNotContain(secrets());
        assertThat(manager.log()).contains("Spawned agent").doesNotContain(secrets());
        assertThat(files()).doesNotContain("DATABASE_URL").doesNotContain(secrets());
        assertThat(rows()).contains("lives").doesNotContain(secrets());
    }

    private static CharSequence[] secrets() {
        return SECRETS.toArray(CharSequence[]::new);
    }

    /** Of the manager and all below it: others on the machine have secrets of their own. */
    private static String arguments(ManagerProcess manager) throws Exception {
        String pids =
                Stream.concat(
                                Stream.of(manager.pid()),
                                ProcessHandle.of(manager.pid())
                                        .orElseThrow()
                                        .descendants()
                                        .map(ProcessHandle::pid))
                        .map(String::valueOf)
                        .collect(Collectors.joining(","));
        Process ps = new ProcessBuilder("ps", "-ww", "-o", "args", "-p", pids).start();
        return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String environment(long pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
    }

    /** Everything that the manager keeps on the disk: its own log, and its state directory. */
    private String files() {
        var all = new StringBuilder();
        try (var files = Files.walk(house.home())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (NoSuchFileException e) {
            return files();
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                // One that the manager has just moved to its place: what there is now.
                return files();
            }
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toString();
    }

    private String rows() {
        var all = new ArrayList<String>();
        for (String table :
                house.postgres()
                        .rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            all.addAll(house.postgres().rows("SELECT t::text FROM public." + table + " t"));
        }
        return String.join("\n", all);
    }
}
