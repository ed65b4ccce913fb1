package dev.attache.bench.chaos;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was broken, what held, and how to see it again. */
final class Report {
    private static final int COMPLAINTS_SHOWN = 10;

    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void begin(Options options) {
        out.printf(
                Locale.ROOT,
                "chaos: %d s, seed %d, %d managers, %d documents%n",
                options.length().toSeconds(),
                options.seed(),
                options.managers(),
                options.documents());
        out.flush();
    }

    void faults(Map<Fault, Integer> done, int inVain, int refusedStarts, Realtime.Told told) {
        out.println("injected:");
        for (Fault fault : Fault.values()) {
            out.printf(Locale.ROOT, "  %4d  %s%n", done.getOrDefault(fault, 0), fault.words());
        }
        out.printf(Locale.ROOT, "  %4d  found nobody to hit%n", inVain);
        out.printf(
                Locale.ROOT,
                "%d starts of managers were refused, as while PostgreSQL is away%n",
                refusedStarts);
        out.printf(
                Locale.ROOT,
                "%d rows for Realtime, %d of them lost and %d told twice%n",
                told.rows(),
                told.lost(),
                told.doubled());
        out.flush();
    }

    void verdict(String when, Verdict verdict) {
        out.printf(
                Locale.ROOT,
                "%s (%s after %.1f s):%n",
                when,
                verdict.holds() ? "all holds" : "given up",
                verdict.after().toMillis() / 1000.0);
        verdict.complaints()
                .forEach(
                        (promise, complaints) -> {
                            out.printf(
                                    Locale.ROOT,
                                    "  %s  %s%n",
                                    complaints.isEmpty() ? "held  " : "BROKEN",
                                    promise);
                            show(complaints);
                        });
        out.flush();
    }

    void figures(Facts facts) {
        out.printf(
                Locale.ROOT,
                "%d sentences, %d events, %d lives of agents%n",
                facts.sentences().size(),
                facts.events().size(),
                facts.rows().size());
        facts.managers()
                .forEach(
                        manager ->
                                manager.memory().stream()
                                        .reduce((_, last) -> last)
                                        .ifPresent(
                                                last ->
                                                        out.printf(
                                                                Locale.ROOT,
                                                                "%s holds %d MB after %d s%n",
                                                                manager.id(),
                                                                last.megabytes(),
                                                                last.age().toSeconds())));
        out.flush();
    }

    void brokenOff(Exception why) {
        out.println("broken off, nothing can be said of the rest: " + why.getMessage());
        out.flush();
    }

    /** Once everything has been told to end. */
    void end(boolean held, int left, Options options, Path logs) {
        out.printf(
                Locale.ROOT,
                "  %s  nothing is left when the managers have ended (%d processes)%n",
                left == 0 ? "held  " : "BROKEN",
                left);
        out.println(held ? "everything held" : "something did not hold; logs: " + logs);
        out.println("again: " + options.replay());
        out.flush();
    }

    private void show(List<String> complaints) {
        complaints.stream()
                .limit(COMPLAINTS_SHOWN)
                .forEach(each -> out.println("          " + each));
        if (complaints.size() > COMPLAINTS_SHOWN) {
            out.printf(
                    Locale.ROOT, "          and %d more%n", complaints.size() - COMPLAINTS_SHOWN);
        }
    }
}
