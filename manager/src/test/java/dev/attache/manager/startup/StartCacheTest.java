package dev.attache.manager.startup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The cache's whole life, with a program that stands in for `java` and writes one. */
class StartCacheTest {
    private static final String WRITES_ONE =
            """
            echo started >> "$(dirname "$0")/starts"
            for word in "$@"; do
              case $word in
                -XX:AOTCacheOutput=*) printf cached > "${word#*=}" ;;
              esac
            done
            """;

    @TempDir Path root;
    private Path java;
    private Path jar;
    private Path home;

    @BeforeEach
    void anInstallation() throws IOException {
        home = root.resolve("home");
        Path jdk = Files.createDirectories(root.resolve("jdk/bin"));
        Files.writeString(root.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=25.0.3+1\n");
        java = jdk.resolve("java");
        says(WRITES_ONE);
        jar = Files.writeString(root.resolve("worker.jar"), "one");
    }

    private void says(String script) throws IOException {
        Files.writeString(java, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private List<String> command(String... options) {
        List<String> command = new java.util.ArrayList<>(List.of(java.toString()));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", jar.toString(), "dev.attache.worker.Main"));
        return command;
    }

    private StartCache cache(String... options) {
        return StartCache.of(command(options), home, Map.of("PATH", System.getenv("PATH")));
    }

    private long starts() throws IOException {
        try (var lines = Files.lines(java.resolveSibling("starts"))) {
            return lines.count();
        }
    }

    @Test
    void isAbsentAtFirstThenBuiltThenUsedByEveryLaunch() {
        StartCache cache = cache();
        assertThat(cache.look().kind()).isEqualTo(State.Kind.ABSENT);
        assertThat(cache.command()).isEqualTo(command());

        assertThat(cache.build().kind()).isEqualTo(State.Kind.FRESH);

        assertThat(cache.command().get(1)).startsWith("-XX:AOTCache=" + home + "/cache/worker-");
        assertThat(cache.command()).hasSize(command().size() + 1).containsAll(command());
        StartCache next = cache();
        assertThat(next.look().kind()).isEqualTo(State.Kind.FRESH);
        assertThat(next.command()).isEqualTo(cache.command());
    }

    @Test
    void anotherJarAnotherVmOrOtherOptionsMakeItStale() throws IOException {
        assertThat(cache().build().kind()).isEqualTo(State.Kind.FRESH);

        assertThat(cache("-Xmx1g").look().kind()).isEqualTo(State.Kind.STALE);
        Files.writeString(jar, "two");
        assertThat(cache().look().kind()).isEqualTo(State.Kind.STALE);
        Files.writeString(jar, "one");
        assertThat(cache().look().kind()).isEqualTo(State.Kind.FRESH);
        Files.writeString(root.resolve("jdk/release"), "JAVA_RUNTIME_VERSION=25.0.4+1\n");
        assertThat(cache().look().kind()).isEqualTo(State.Kind.STALE);
    }

    @Test
    void aJarReplacedUnderARunningManagerIsStartedWithoutTheCacheAndSaidSo() throws IOException {
        StartCache cache = cache();
        cache.build();

        Files.writeString(jar, "another one");

        assertThat(cache.command()).isEqualTo(command());
        assertThat(cache.state().kind()).isEqualTo(State.Kind.STALE);
        assertThat(cache.state().sentence()).contains("replaced under this manager");
    }

    @Test
    void oneThatIsRemovedUnderARunningManagerIsNoLongerAskedFor() throws IOException {
        StartCache cache = cache();
        cache.build();
        Files.delete(Path.of(cache.command().get(1).split("=", 2)[1]));

        assertThat(cache.command()).isEqualTo(command());
        assertThat(cache.state().sentence()).contains("removed under this manager");
    }

    @Test
    void aDamagedOneIsNotUsedAndBuiltAnew() throws IOException {
        StartCache cache = cache();
        cache.build();
        Files.writeString(Path.of(cache.command().get(1).split("=", 2)[1]), "half");

        StartCache next = cache();
        assertThat(next.look().sentence()).contains("damaged");
        assertThat(next.command()).isEqualTo(command());

        assertThat(next.build().kind()).isEqualTo(State.Kind.FRESH);
    }

    @Test
    void whatCannotBeBuiltIsSaidInOneSentenceAndWorkersStartWithoutIt() throws IOException {
        says("echo 'no space left' >&2; exit 3");

        StartCache cache = cache();

        assertThat(cache.build().sentence()).isEqualTo("could not be built: exit 3: no space left");
        assertThat(cache.command()).isEqualTo(command());
        try (var left = Files.list(home.resolve("cache"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactly("building.lock");
        }
    }

    @Test
    void twoManagersOfOneFolderBuildItOnce() throws Exception {
        StartCache one = cache();
        StartCache two = cache();
        var first = CompletableFuture.supplyAsync(one::build);
        var second = CompletableFuture.supplyAsync(two::build);

        assertThat(first.get().kind()).isEqualTo(State.Kind.FRESH);
        assertThat(second.get().kind()).isEqualTo(State.Kind.FRESH);

        assertThat(one.command()).isEqualTo(two.command());
        // Recorded once and tried once.
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void anotherProgramNeedsNone() {
        StartCache cache = StartCache.of(List.of("python3", "agent.py"), home, Map.of());

        assertThat(cache.look().kind()).isEqualTo(State.Kind.NOT_OURS);
        assertThat(cache.build().kind()).isEqualTo(State.Kind.NOT_OURS);
        assertThat(cache.command()).containsExactly("python3", "agent.py");
    }
}
