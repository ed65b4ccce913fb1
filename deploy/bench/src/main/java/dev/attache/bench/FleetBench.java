package dev.attache.bench;

import dev.attache.bench.fleet.OneEvent;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

import java.util.Locale;

/** One event among 100,000 documents and 1,000 workers: JMH measures, this prints. */
final class FleetBench {
    private static final double GOAL_MICROS = 100;

    private final Report report;

    FleetBench(Report report) {
        this.report = report;
    }

    void run() throws RunnerException {
        RunResult result =
                new Runner(
                                new OptionsBuilder()
                                        .include(OneEvent.class.getName())
                                        .verbosity(VerboseMode.SILENT)
                                        .shouldFailOnError(true)
                                        .build())
                        .runSingle();
        Statistics micros = result.getPrimaryResult().getStatistics();
        double median = micros.getPercentile(50);
        report.row(
                "fleet: an event among 100,000 documents, 1,000 workers, µs",
                String.format(Locale.ROOT, "p50 %.1f p99 %.1f", median, micros.getPercentile(99)),
                "",
                Double.NaN,
                "≤ 100",
                median <= GOAL_MICROS);
        report.note("  JMH, " + micros.getN() + " samples in " + OneEvent.FORKS + " VMs");
    }
}
