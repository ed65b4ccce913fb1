package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The archive under a real pm2, with a daemon and a home of its own. */
@Timeout(600)
class EcosystemIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path PM2 =
            Path.of("src/test/node/node_modules/pm2/bin/pm2").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void pm2StartsItShowsItsLogsStopsItGentlyAndRestartsIt() throws Exception {
        Archive archive = Archive.unpacked();
        String ecosystem = archive.home().resolve("deploy/pm2/ecosystem.config.cjs").toString();

        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            Map<String, String> settings = settings(postgres);
            assertThat(archive.attache(folder, settings, "migrate").exit()).isZero();
            try {
                assertThat(pm2(settings, "start", ecosystem).exit()).isZero();
                awaitInLogs("Ready to manage agents", 1);
                assertThat(pm2(settings, "logs", "attache", "--nostream", "--lines", "50").out())
                        .contains("Ready to manage agents");

                assertThat(pm2(settings, "stop", "attache").exit()).isZero();
                awaitInLogs("Shutdown complete", 1);
                assertThat(pm2(settings, "jlist").out()).contains("\"status\":\"stopped\"");

                assertThat(pm2(settings, "restart", "attache").exit()).isZero();
                awaitInLogs("Ready to manage agents", 2);
            } finally {
                pm2(settings, "kill");
            }
            awaitInLogs("Shutdown complete", 2);
            assertThat(Leftovers.of(folder)).noneMatch(line -> line.contains("attache"));
        }
    }

    private Map<String, String> settings(EmbeddedPostgres postgres) {
        Map<String, String> settings = new HashMap<>();
        settings.put("PM2_HOME", folder.resolve("pm2").toString());
        settings.put("ATTACHE_HOME", folder.resolve("state").toString());
        settings.put("MANAGER_ID", "under-pm2");
        settings.put("HTTP_PORT", "0");
        settings.put("AGENT_TOKEN_SECRET", "agent-secret-of-the-tests");
        settings.put(
                "DATABASE_URL",
                "postgresql://postgres:postgres@localhost:" + postgres.getPort() + "/postgres");
        return settings;
    }

    private Ran pm2(Map<String, String> settings, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("node", PM2.toString()));
        command.addAll(List.of(words));
        return Ran.command(folder, settings, command);
    }

    private void awaitInLogs(String sentence, int times) {
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(logs().split(sentence, -1).length - 1)
                                        .as("%s in:%n%s", sentence, logs())
                                        .isEqualTo(times));
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : List.of("attache-out.log", "attache-error.log")) {
            Path file = folder.resolve("pm2/logs").resolve(name);
            all.append(Files.exists(file) ? Files.readString(file) : "");
        }
        return all.toString();
    }
}
