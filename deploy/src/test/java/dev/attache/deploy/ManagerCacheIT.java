package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The manager's start-up cache with the launcher script, a real JDK and the real jars. */
@Timeout(1200)
class ManagerCacheIT {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** To build it once more takes as long as the rest of the test. */
    private static final boolean FULL = Boolean.getBoolean("attache.full");

    private static final String OF_THE_MANAGER = "start-up cache of the manager ";

    @TempDir Path folder;

    @Test
    void itIsBuiltThenUsedAndNotAfterAJarHasBeenReplaced() throws Exception {
        Path launcher = installation();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            Map<String, String> settings = settings(postgres);
            try (Child first = start(launcher, settings)) {
                assertThat(saidOfTheCache(first)).startsWith("is not there yet");
                first.awaitSaid(OF_THE_MANAGER + "is built, for the next start: ", PATIENCE);
            }

            try (Child second = start(launcher, settings)) {
                assertThat(saidOfTheCache(second)).startsWith("in use: " + folder);
            }
            assertThat(folder.resolve("state/cache/rehearsal")).doesNotExist();

            replaceAJar();
            try (Child third = start(launcher, settings)) {
                assertThat(saidOfTheCache(third)).startsWith("is stale, because jars");
                if (!FULL) {
                    return;
                }
                third.awaitSaid(OF_THE_MANAGER + "is built, for the next start: ", PATIENCE);
            }
            try (Child fourth = start(launcher, settings)) {
                assertThat(saidOfTheCache(fourth)).startsWith("in use: ");
            }
        }
    }

    private Child start(Path launcher, Map<String, String> settings) throws IOException {
        return Child.start(settings, List.of(launcher.toString(), "run", "--migrate"));
    }

    private static String saidOfTheCache(Child manager) {
        return manager.awaitSaid(OF_THE_MANAGER, PATIENCE);
    }

    /** As unpacked, of links, so that one can be replaced. */
    private Path installation() throws IOException {
        Path archive = Archive.unpacked().home();
        for (String part : List.of("manager", "worker")) {
            Path lib = Files.createDirectories(folder.resolve("lib").resolve(part));
            try (Stream<Path> jars = Files.list(archive.resolve("lib").resolve(part))) {
                for (Path jar : jars.toList()) {
                    Files.createSymbolicLink(lib.resolve(jar.getFileName()), jar);
                }
            }
        }
        return Files.copy(archive.resolve("attache"), folder.resolve("attache"));
    }

    private void replaceAJar() throws IOException {
        try (Stream<Path> jars = Files.list(folder.resolve("lib/manager"))) {
            Path jar =
                    jars.filter(file -> file.getFileName().toString().startsWith("attache-manager"))
                            .findFirst()
                            .orElseThrow();
            Path built = jar.toRealPath();
            Files.delete(jar);
            Files.copy(built, jar);
            Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        }
    }

    private Map<String, String> settings(EmbeddedPostgres postgres) {
        return Map.of(
                "ATTACHE_JAVA_HOME", System.getProperty("java.home"),
                "ATTACHE_HOME", folder.resolve("state").toString(),
                "MANAGER_ID", "cached",
                "HTTP_PORT", "0",
                "WARM_SPARES", "0",
                // Only the manager's own cache is asked for here.
                "WORKER_COMMAND", "/bin/true",
                "AGENT_TOKEN_SECRET", "agent-secret-of-the-tests",
                "DATABASE_URL",
                        "postgresql://postgres:postgres@localhost:"
                                + postgres.getPort()
                                + "/postgres");
    }
}
