package dev.attache.worker.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.protocol.Checkpoint;
import dev.attache.worker.crdt.Pin;
import dev.attache.worker.session.Removals.Removal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class MemoryTest {
    private final Removals removals = new Removals();
    private final Readings readings = new Readings();

    @Test
    void whatAWorkerKnewItsSuccessorKnows() {
        removals.add(new Removal(-3, 5, 7, Optional.of(new Pin(new byte[] {1, -2, 3}))));
        removals.add(new Removal(4, 6, 8, Optional.empty()));
        readings.add(-11);
        readings.add(12);
        readings.add(12);
        Removals nextRemovals = new Removals();
        Readings nextReadings = new Readings();

        assertThat(Memory.read(Memory.write(removals, readings), nextRemovals, nextReadings))
                .isTrue();

        assertThat(nextRemovals.oldestFirst())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(removals.oldestFirst());
        assertThat(nextReadings.newest(9)).containsExactly(-11, 12, 12);
    }

    @Test
    void aFullOneKeepsAllRemovalsAndTheNewestReadings() {
        for (int i = 0; i < 1_000; i++) {
            removals.add(new Removal(i, i, i, Optional.of(new Pin(new byte[27]))));
        }
        for (int i = 0; i < 50_000; i++) {
            readings.add(i);
        }

        Checkpoint full = Memory.write(removals, readings);

        assertThat(full.json().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(Checkpoint.MAX_BYTES)
                .hasSizeGreaterThan(Checkpoint.MAX_BYTES - 200);
        Removals nextRemovals = new Removals();
        Readings nextReadings = new Readings();
        assertThat(Memory.read(full, nextRemovals, nextReadings)).isTrue();
        assertThat(nextRemovals.size()).isEqualTo(1_000);
        assertThat(nextReadings.newest(1)).containsExactly(49_999);
        assertThat(nextReadings.count(0)).isZero();
    }

    @Test
    void aPinTooLongToKeepIsLeftOutAndItsRemovalIsNot() {
        removals.add(new Removal(1, 2, 3, Optional.of(new Pin(new byte[28]))));
        Removals next = new Removals();

        assertThat(Memory.read(Memory.write(removals, readings), next, readings)).isTrue();

        List<Removal> kept = new ArrayList<>();
        next.oldestFirst().forEach(kept::add);
        assertThat(kept).containsExactly(new Removal(1, 2, 3, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"v\":2,\"removed\":\"AAAA\",\"read\":\"\"}",
                "{\"v\":2,\"removed\":\"AAAAAQAAAAIAAAAD/w==\",\"read\":\"AAAABw==\"}",
                "{\"v\":2,\"removed\":\"!\",\"read\":\"\"}",
                "{\"v\":2,\"removed\":7,\"read\":[]}",
                "{\"v\":2,\"read\":\"AAAABw==\",\"removed\":\"AAAA\"}",
                "{\"v\":1,\"removed\":\"\",\"read\":\"AAAABw==\"}",
                "{\"v\":3,\"read\":\"AAAABw==\"}",
                "{\"of\":\"another agent\",\"read\":\"AAAABw==\"}"
            })
    void whatIsNotOursLeavesTheBooksEmpty(String json) {
        assertThat(Memory.read(new Checkpoint(json), removals, readings)).isFalse();

        assertThat(removals.size()).isZero();
        assertThat(readings.newest(9)).isEmpty();
    }
}
