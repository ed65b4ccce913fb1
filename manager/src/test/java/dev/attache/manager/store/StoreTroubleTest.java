package dev.attache.manager.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.store.StoreTrouble.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

final class StoreTroubleTest {
    @ParameterizedTest
    @CsvSource({
        "08006, WEATHER",
        "57P01, WEATHER",
        "57014, WEATHER",
        "55P03, HELD",
        "53300, WEATHER",
        "40P01, WEATHER",
        "25006, WEATHER",
        "28P01, SETUP",
        "42P01, SETUP",
        "42501, SETUP",
        "23505, ROW",
        "22021, ROW",
        "54000, ROW",
        "P0001, ROW",
        ", WEATHER",
    })
    void knowsWhoseFaultItIs(String state, Fault fault) {
        assertThat(StoreTrouble.of(new SQLException("x", state)).fault()).isEqualTo(fault);
    }

    @Test
    void looksIntoABatch() {
        var batch = new BatchUpdateException("batch", "00000", new int[0]);
        batch.setNextException(new SQLException("the real one", "23514"));

        StoreTrouble trouble = StoreTrouble.of(batch);

        assertThat(trouble.fault()).isEqualTo(Fault.ROW);
        assertThat(trouble).hasMessage("the real one");
    }
}
