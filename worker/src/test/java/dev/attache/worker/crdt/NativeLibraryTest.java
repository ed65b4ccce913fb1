package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeLibraryTest {
    @Test
    void eachPlatformHasItsPlaceInTheJar() {
        assertThat(NativeLibrary.resource("Linux", "amd64"))
                .isEqualTo("/native/linux-x86_64/libattache_yrs.so");
        assertThat(NativeLibrary.resource("Mac OS X", "aarch64"))
                .isEqualTo("/native/macos-aarch64/libattache_yrs.dylib");
    }

    @Test
    void whereThereIsNoneItSaysWhatToDo() {
        assertThat(NativeLibrary.advice("/native/linux-riscv64/libattache_yrs.so"))
                .contains("linux-riscv64")
                .contains("mvn -pl worker -am package")
                .contains("-Dattache.native=");
    }
}
