package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What held at the end of a patience, check by check. */
record Verdict(Duration after, Map<String, List<String>> complaints) {
    static Verdict of(Facts facts, Duration after) {
        Map<String, List<String>> complaints = new LinkedHashMap<>();
        for (Check check : Check.all()) {
            complaints.put(check.promise(), check.complaints(facts));
        }
        return new Verdict(after, complaints);
    }

    boolean holds() {
        return complaints.values().stream().allMatch(List::isEmpty);
    }
}
