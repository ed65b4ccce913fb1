package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a host gets: everything is in it, and nothing of it needs a compiler. */
@Timeout(300)
class ArchiveIT {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[)#]");

    @TempDir Path folder;

    @Test
    void itHoldsAllThatAHostNeeds() throws Exception {
        Archive archive = Archive.unpacked();

        assertThat(
                        Stream.of(
                                        "LICENSE",
                                        "ATTRIBUTION.md",
                                        "README.md",
                                        "deploy/README.md",
                                        "deploy/attache.env.sample",
                                        "deploy/systemd/attache.service",
                                        "deploy/pm2/ecosystem.config.cjs",
                                        "deploy/container/Containerfile",
                                        "migrations/supabase/migrations/20251113000000_agent_connections.sql",
                                        "migrations/optional/authenticated_reads.sql",
                                        "cloudflare-worker/scripts/dev.mjs",
                                        "cloudflare-worker/dist/worker/worker.js",
                                        "cloudflare-worker/dist/page/index.html",
                                        "cloudflare-worker/node_modules/miniflare/package.json",
                                        "protocol/README.md")
                                .map(archive.home()::resolve))
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(archive.launcher()).isExecutable();
        assertThat(names(archive.home().resolve("lib/worker")))
                .anyMatch(name -> name.startsWith("attache-worker-"))
                .anyMatch(name -> name.startsWith("attache-protocol-"));
        assertThat(names(archive.home().resolve("lib/manager")))
                .anyMatch(name -> name.startsWith("attache-manager-"))
                .anyMatch(name -> name.startsWith("attache-migrations-"));
    }

    @Test
    void whatItsReadmesPointAtIsInIt() throws Exception {
        Path home = Archive.unpacked().home();
        for (String readme :
                List.of(
                        "README.md",
                        "cloudflare-worker/README.md",
                        "deploy/README.md",
                        "migrations/README.md",
                        "protocol/README.md")) {
            Path file = home.resolve(readme);
            assertThat(LINK.matcher(Files.readString(file)).results())
                    .map(link -> link.group(1))
                    .filteredOn(target -> !target.startsWith("http"))
                    .allSatisfy(target -> assertThat(file.resolveSibling(target)).exists());
        }
    }

    @Test
    void itsExtractorFindsPlacesWithAJdkAlone() throws Exception {
        Archive archive = Archive.unpacked();
        // Enough for a launcher script; no mvn, no cargo, no node.
        Map<String, String> bare = Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", javaHome());

        Ran ran =
                Ran.command(
                        folder,
                        bare,
                        List.of(archive.launcher().toString(), "extract"),
                        "We flew from Lisbon to Porto.");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Lisbon", "Porto");
        assertThat(ran.exit()).isZero();
    }

    private static String javaHome() {
        return System.getProperty("java.home");
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
