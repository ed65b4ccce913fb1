package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Decoded.Broken;

import org.junit.jupiter.api.Test;

import java.util.Random;

class WireFuzzTest {
    /** Characters, fields, and what a parser needs at the least. */
    private static final long BYTES_FOR_A_BYTE = 32;

    private static final long BYTES_AT_LEAST = 128 * 1024;

    @Test
    void garbageIsAValueAndTakesABoundedAmountOfMemory() {
        loadClasses();
        Seeds.each(
                100_000,
                1_000_000,
                random -> {
                    byte[] line = new Garbage(random).line();

                    long allocated = Allocation.of(() -> decodeBoth(line));

                    // Over the bound nothing of a line is looked at.
                    long counts = line.length > Wire.MAX_LINE_BYTES ? 0 : line.length;
                    assertThat(allocated)
                            .as("bytes allocated for a line of %d", line.length)
                            .isLessThan(2 * (BYTES_AT_LEAST + BYTES_FOR_A_BYTE * counts));
                });
    }

    /** By whoever comes first, in whatever order tests run: that is not the lines' memory. */
    private static void loadClasses() {
        Random random = new Random(0);
        for (int i = 0; i < 1_000; i++) {
            decodeBoth(new Garbage(random).line());
        }
    }

    private static void decodeBoth(byte[] line) {
        saysLittle(Wire.decodeToWorker(line));
        saysLittle(Wire.decodeFromWorker(line));
    }

    /** A reason goes into a log: it is short, whatever the line was. */
    private static void saysLittle(Decoded<?> decoded) {
        if (decoded instanceof Broken<?>(String reason)) {
            assertThat(reason.length()).isBetween(1, 100);
        }
    }
}
