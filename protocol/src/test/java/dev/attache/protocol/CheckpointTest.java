package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "null",
                "\"text\"",
                "{}{}",
                "[],[]",
                "],[",
                "{\n}",
                "{\r}",
                "[1",
                "{\"a\":1,\"a\":2}"
            })
    void whatALineCannotCarryIsNoCheckpoint(String json) {
        assertThatThrownBy(() -> new Checkpoint(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itIsKeptToTheLetter() {
        assertThat(new Checkpoint(" { \"a\" : 1.10 } ").json()).isEqualTo("{ \"a\" : 1.10 }");
    }

    @Test
    void itIsAsLargeAsItsBoundAndNotAByteLarger() {
        String largest = "[\"" + "x".repeat(Checkpoint.MAX_BYTES - 4) + "\"]";

        assertThat(new Checkpoint(largest).json()).hasSize(Checkpoint.MAX_BYTES);
        assertThatThrownBy(() -> new Checkpoint(largest.replace("]", " ]")))
                .hasMessage("checkpoint has more than 65536 bytes");
    }
}
