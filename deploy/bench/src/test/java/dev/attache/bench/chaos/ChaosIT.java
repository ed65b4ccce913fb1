package dev.attache.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The whole, broken in every way for half a minute; with -Pfull for a quarter of an hour. */
@Timeout(1_800)
class ChaosIT {
    private static final String MINUTES = Boolean.getBoolean("attache.full") ? "15" : "0.5";

    @Test
    void everythingHoldsWhenTheDustHasSettled() throws Exception {
        var said = new ByteArrayOutputStream();
        int exit;
        try (var out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            exit = Chaos.run(root(), List.of("--minutes", MINUTES, "--seed", "7"), out);
        }

        String report = said.toString(StandardCharsets.UTF_8);
        System.out.println(report);
        assertThat(exit).as(report).isZero();
    }

    /** Tests run in deploy/bench. */
    private static Path root() {
        return Path.of("").toAbsolutePath().resolve("../..").normalize();
    }
}
