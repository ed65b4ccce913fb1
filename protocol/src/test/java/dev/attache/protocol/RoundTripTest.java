package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Decoded.Message;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class RoundTripTest {
    @Test
    void everyMessageToAWorkerSurvivesTheLine() {
        Seeds.each(
                20_000,
                500_000,
                random -> {
                    ToWorker message = new Messages(random).toWorker();

                    byte[] line = line(Wire.encode(message));

                    assertThat(Wire.decodeToWorker(line)).isEqualTo(new Message<>(message));
                });
    }

    @Test
    void everyMessageFromAWorkerSurvivesTheLine() {
        Seeds.each(
                20_000,
                500_000,
                random -> {
                    FromWorker message = new Messages(random).fromWorker();

                    byte[] line = line(Wire.encode(message));

                    assertThat(Wire.decodeFromWorker(line)).isEqualTo(new Message<>(message));
                });
    }

    private static byte[] line(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        assertThat(text.indexOf('\n')).isEqualTo(text.length() - 1);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
