package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

class NativeLibraryTest {
    @Test
    void eachPlatformHasItsPlaceInTheJar() {
        assertThat(NativeLibrary.resource("Linux", "amd64"))
                .isEqualTo("/native/linux-x86_64/libattache_yrs.so");
        assertThat(NativeLibrary.resource("Mac OS X", "aarch64"))
                .isEqualTo("/native/macos-aarch64/libattache_yrs.dylib");
    }

    /**
     * Cut off by a full disk, laid down by another platform, in a folder that nothing runs from.
     */
    @Test
    void whereTheSharedFileCannotBeUsedTheWorkerTakesItsOwn(@TempDir Path folder) throws Exception {
        Path shared = folder.resolve("library.so");
        Files.writeString(shared, "no library");
        String resource =
                NativeLibrary.resource(
                        System.getProperty("os.name"), System.getProperty("os.arch"));

        assertThatCode(() -> NativeLibrary.load(resource, shared)).doesNotThrowAnyException();

        assertThat(NativeLibrary.ownCopy(shared, new UnsatisfiedLinkError("file too short")))
                .contains("file too short", shared.toString());
    }

    @Test
    void whereThereIsNoneItSaysWhatToDo() {
        assertThat(NativeLibrary.advice("/native/linux-riscv64/libattache_yrs.so"))
                .contains("linux-riscv64")
                .contains("mvn -pl worker -am package")
                .contains("-Dattache.native=");
    }
}
