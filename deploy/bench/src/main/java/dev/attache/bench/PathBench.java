package dev.attache.bench;

import dev.attache.manager.Refused;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The whole way, through a manager: from the commit of an activity row to an agent in step. */
final class PathBench {
    private static final int STARTS = 5;
    private static final int ROUNDS = 20;
    private static final int BURST = 20;
    private static final double MILLI = 1e6;

    private final Lab lab;
    private final Report report;

    PathBench(Lab lab, Report report) {
        this.lab = lab;
        this.report = report;
    }

    void run() throws IOException, InterruptedException, SQLException, Refused {
        Map<String, String> settings =
                Map.of("MAX_CONCURRENT_AGENTS", "40", "LAUNCHES_AT_ONCE", "4");
        try (Managed house = new Managed(lab)) {
            // Migrates, and is the first of its kind: after it there is a start-up cache.
            try (Managed.Started first = house.start(settings)) {
                report.note("start-up cache of the manager " + first.ownCache());
            }
            Figures starts = new Figures();
            for (int i = 0; i < STARTS; i++) {
                try (Managed.Started manager = house.start(settings)) {
                    starts.add(manager.millis());
                }
            }
            report.row(
                    "manager: start → ready, schema there, ms",
                    starts.spread(),
                    "",
                    Double.NaN,
                    "≤ 1000",
                    starts.median() <= 1000);
            try (Managed.Started started = house.start(settings)) {
                warm(house, started.manager());
                burst(house);
            }
        }
    }

    private void warm(Managed house, Child manager) throws InterruptedException, SQLException {
        Figures took = new Figures();
        Figures heard = new Figures();
        Figures claimed = new Figures();
        Figures joined = new Figures();
        Figures booked = new Figures();
        for (int i = 0; i < ROUNDS; i++) {
            Thread.sleep(4_000); // The spares are filled again and have rehearsed.
            String name = "warm-" + i;
            house.say("active", 1, List.of(name));
            long committed = System.nanoTime();
            long synced = lab.documents().hear(("synced " + name)::equals).at();
            long active = manager.hear(line -> line.contains("Activity: active for " + name)).at();
            long attach = manager.hear(line -> line.contains(" document=" + name + " epoch=")).at();
            took.add((synced - committed) / MILLI);
            heard.add((active - committed) / MILLI);
            claimed.add((attach - active) / MILLI);
            joined.add((synced - attach) / MILLI);
            house.awaitActive(name);
            booked.add((System.nanoTime() - committed) / MILLI);
            house.say("idle", 0, List.of(name));
        }
        report.row(
                "row committed → spare attached, p50, ms",
                took.spread(),
                "",
                Double.NaN,
                "≤ 25",
                took.median() <= 25);
        report.row(
                "row committed → spare attached, p99, ms",
                String.format(Locale.ROOT, "%.1f", took.quantile(0.99)),
                "",
                Double.NaN,
                "≤ 100",
                took.quantile(0.99) <= 100);
        part("… of it until the manager has heard and read it, ms", heard);
        part("… until it is claimed and `attach` is said, ms", claimed);
        part("… until the worker is in the document and in step, ms", joined);
        report.row(
                "row committed → `active` in the books, ms",
                booked.spread(),
                "",
                Double.NaN,
                "",
                true);
    }

    private void part(String name, Figures took) {
        report.row(name, took.spread(), "", Double.NaN, "", true);
    }

    private void burst(Managed house) throws InterruptedException, SQLException {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            names.add("burst-" + i);
        }
        house.say("active", 1, names);
        long committed = System.nanoTime();
        long last = committed;
        List<String> waited = new ArrayList<>(names);
        while (!waited.isEmpty()) {
            Child.Line line = lab.documents().hear(text -> text.startsWith("synced burst-"));
            waited.remove(line.text().substring("synced ".length()));
            last = line.at();
        }
        report.row(
                "rows of " + BURST + " documents committed → last attached, ms",
                String.format(Locale.ROOT, "%.0f", (last - committed) / MILLI),
                "",
                Double.NaN,
                "",
                true);
    }
}
