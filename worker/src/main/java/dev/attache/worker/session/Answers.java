package dev.attache.worker.session;

import dev.attache.worker.extract.Place;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sentences read last turned out to name, so that one that comes back (undone, pasted) is
 * marked without another call. The oldest go.
 */
final class Answers {
    private static final int MOST = 1_000;

    private final Map<Integer, List<Place>> answers = new LinkedHashMap<>();

    void add(int print, List<Place> places) {
        answers.remove(print);
        answers.put(print, List.copyOf(places));
        if (answers.size() > MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    boolean has(int print) {
        return answers.containsKey(print);
    }

    @Nullable List<Place> of(int print) {
        return answers.get(print);
    }
}
