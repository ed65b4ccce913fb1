package dev.attache.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class ReportTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Report report =
            new Report(new PrintStream(written, true, StandardCharsets.UTF_8));

    private static Figures of(double... values) {
        Figures figures = new Figures();
        for (double value : values) {
            figures.add(value);
        }
        return figures;
    }

    private String said() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aRatioOfMediansMeetsItsGoalOrMissesIt() {
        report.compare("fast", of(50, 60, 400), of(100), 0.6);
        report.compare("slow", of(61), of(100, 1, 100), 0.6);

        assertThat(said().lines())
                .satisfiesExactly(
                        fast ->
                                assertThat(fast)
                                        .startsWith("fast ")
                                        .contains("60.0 [50.0–400.0]", "100.0 [100.0–100.0]")
                                        .endsWith("0.60     ≤ 0.60 × Node: met"),
                        slow -> assertThat(slow).endsWith("0.61     ≤ 0.60 × Node: missed"));
    }

    @Test
    void aFigureWithoutAPeerHasNoRatioAndOneWithoutAGoalNoVerdict() {
        report.row("alone", "12", "", Double.NaN, "≤ 30", true);
        report.row("for the record", "12", "", Double.NaN, "", false);

        assertThat(said()).doesNotContain("NaN").doesNotContain("missed").contains("≤ 30: met");
    }

    @Test
    void columnsStandBelowEachOther() {
        report.machine(List.of("Node beside it"));
        report.row("figure of ours", "1.0", "2.0", 0.5, "≤ 1", true);

        List<String> lines = said().lines().toList();
        String head = lines.get(lines.size() - 2);
        String row = lines.getLast();
        assertThat(row.indexOf("1.0")).isEqualTo(head.indexOf("ours"));
        assertThat(row.indexOf("2.0")).isEqualTo(head.indexOf("theirs"));
        assertThat(row.indexOf("0.50")).isEqualTo(head.indexOf("ratio"));
        assertThat(row.indexOf("≤ 1")).isEqualTo(head.indexOf("goal"));
    }

    @Test
    void theMachineIsNamedWithItsLoad() {
        report.machine(List.of("Node beside it"));

        assertThat(said())
                .startsWith("machine: ")
                .contains(" cores, ", "load ", "JDK " + Runtime.version(), "Node beside it");
        assertThat(said()).doesNotContain("load unknown");
    }
}
