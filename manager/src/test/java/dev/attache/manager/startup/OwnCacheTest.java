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

/** How the manager finds its own cache, with a program that stands in for `java`. */
class OwnCacheTest {
    private static final String WRITES_ONE =
            """
            #!/bin/sh
            for word in "$@"; do
              case $word in
                -XX:AOTCacheOutput=*) printf cached > "${word#*=}" ;;
              esac
            done
            """;

    @TempDir Path root;
    private Path file;
    private Path java;
    private Path mappings;

    @BeforeEach
    void anInstallation() throws IOException {
        java = Files.writeString(root.resolve("java"), WRITES_ONE);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        file = root.resolve("cache/manager-1-2.aot");
        mappings = Files.writeString(root.resolve("maps"), "7f00 r--p 00 /usr/lib/libc.so\n");
    }

    private OwnCache cache() {
        JavaProgram program =
                new JavaProgram(
                        java.toString(),
                        List.of(),
                        List.of(root.resolve("manager.jar")),
                        "dev.attache.manager.Main",
                        List.of("rehearse", "there"));
        return new OwnCache(file, program, Map.of("PATH", System.getenv("PATH")), mappings);
    }

    @Test
    void isBuiltWhereThereIsNone() throws Exception {
        assertThat(cache().look().kind()).isEqualTo(State.Kind.ABSENT);

        State built = cache().lookAndBuild();

        assertThat(built.sentence()).isEqualTo("is built, for the next start: " + file);
        assertThat(file).hasContent("cached");
    }

    @Test
    void isInUseOnlyWhenTheVmHasMappedIt() throws Exception {
        cache().lookAndBuild();

        assertThat(cache().look().sentence()).startsWith("is not taken by the JDK");

        Files.writeString(mappings, "7f00 r--p 00 " + file.toRealPath() + "\n");
        assertThat(cache().look()).isEqualTo(State.inUse(file));
    }

    @Test
    void isStaleWhenOnlyOthersAreThere() throws Exception {
        cache().lookAndBuild();
        file = file.resolveSibling("manager-3-4.aot");

        assertThat(cache().look().kind()).isEqualTo(State.Kind.STALE);
    }

    @Test
    void aDamagedOneIsRemovedAndBuiltAnew() throws Exception {
        cache().lookAndBuild();
        Files.writeString(file, "cachet");

        assertThat(cache().look().sentence()).startsWith("is damaged");
        assertThat(file).doesNotExist();
        assertThat(cache().lookAndBuild().kind()).isEqualTo(State.Kind.FRESH);
    }

    @Test
    void anEmptyNameIsNoCache() {
        assertThat(OwnCache.named(Map.of())).isEmpty();
    }
}
