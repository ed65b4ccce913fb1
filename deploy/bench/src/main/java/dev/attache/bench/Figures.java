package dev.attache.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Measurements of one thing. */
final class Figures {
    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    double median() {
        return quantile(0.5);
    }

    /** The smallest value that is not below this share of them. */
    double quantile(double share) {
        if (values.isEmpty()) {
            return Double.NaN;
        }
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int at = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.clamp(at, 0, sorted.size() - 1));
    }

    /** Median, least and most. */
    String spread() {
        return String.format(Locale.ROOT, "%.1f [%.1f–%.1f]", median(), quantile(0), quantile(1));
    }
}
