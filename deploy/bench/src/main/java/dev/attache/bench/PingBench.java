package dev.attache.bench;

import java.io.IOException;
import java.util.Locale;

/** How many pings a second the loop of an attached worker answers; a few are always under way. */
final class PingBench {
    private static final int ROUNDS = 5;
    private static final int PINGS = 50_000;
    private static final int WARM_UP = 20_000;
    private static final int AT_ONCE = 200;

    private final Lab lab;
    private final Report report;
    private long asked;

    PingBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException, InterruptedException {
        Figures rates = new Figures();
        try (Child worker = lab.worker(false)) {
            worker.say(lab.attach("pinged"));
            lab.documents().hear("synced pinged"::equals);
            rate(worker, WARM_UP);
            for (int i = 0; i < ROUNDS; i++) {
                rates.add(rate(worker, PINGS));
            }
        }
        report.row(
                "protocol: pings answered a second",
                String.format(
                        Locale.ROOT,
                        "%.0f [%.0f–%.0f]",
                        rates.median(),
                        rates.quantile(0),
                        rates.quantile(1)),
                "",
                Double.NaN,
                "≥ 20000",
                rates.median() >= 20_000);
    }

    private double rate(Child worker, int pings) throws InterruptedException {
        long began = System.nanoTime();
        for (int sent = 0; sent < pings; sent += AT_ONCE) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < AT_ONCE; i++) {
                lines.append("{\"type\":\"ping\",\"id\":").append(++asked).append("}\n");
            }
            lines.setLength(lines.length() - 1);
            worker.say(lines.toString());
            String last = "\"id\":" + asked;
            worker.hear(line -> line.contains("\"pong\"") && line.contains(last));
        }
        return pings / ((System.nanoTime() - began) / 1e9);
    }
}
