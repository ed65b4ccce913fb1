package dev.attache.manager.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class JavaWorkerTest {
    @TempDir Path root;

    @Test
    void isFoundBesideTheManagerOfAnArchive() {
        assertThat(JavaWorker.classPathBeside(root.resolve("lib/manager/attache-manager.jar")))
                .isEqualTo(root + "/lib/worker/*");
    }

    @Test
    void isFoundInACheckout() throws IOException {
        Path target = Files.createDirectories(root.resolve("worker/target"));
        Path jar = Files.createFile(target.resolve("attache-worker-1.0.0.jar"));
        Files.createFile(target.resolve("attache-worker-1.0.0-sources.jar"));

        assertThat(JavaWorker.classPathBeside(root.resolve("manager/target/classes")))
                .isEqualTo(jar + ":" + target + "/lib/*");
    }

    @Test
    void isFoundInACheckoutThatIsOnlyCompiled() {
        assertThat(JavaWorker.classPathBeside(root.resolve("manager/target/classes")))
                .isEqualTo(root + "/worker/target/classes:" + root + "/worker/target/lib/*");
    }
}
