package dev.attache.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Written anew with `-Dattache.write=true`. */
class EnvironmentSampleTest {
    private static final Path SAMPLE = Path.of("attache.env.sample");

    @Test
    void theSampleSaysWhatTheCodeReads() throws IOException {
        if (Boolean.getBoolean("attache.write")) {
            Files.writeString(SAMPLE, EnvironmentSample.text());
        }

        assertThat(Files.readString(SAMPLE))
                .as("mvn test -pl deploy -am -Dattache.write=true writes it anew")
                .isEqualTo(EnvironmentSample.text());
    }
}
