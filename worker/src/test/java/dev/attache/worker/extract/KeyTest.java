package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** The script that writes the gazetteer and the worker that reads it must agree on every key. */
class KeyTest {

    @Test
    void makesTheSameKeysAndHashesAsTheScript() throws IOException {
        List<String> rows;
        try (InputStream in = KeyTest.class.getResourceAsStream("keys.tsv")) {
            rows = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
        }

        assertThat(rows)
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        row -> {
                            List<String> cells = List.of(row.split("\t", -1));
                            assertThat(Key.of(cells.get(0))).isEqualTo(cells.get(1));
                            assertThat(HexFormat.of().toHexDigits(Key.digest(cells.get(1))))
                                    .isEqualTo(cells.get(2));
                        });
    }
}
