package dev.attache.worker.session;

import dev.attache.worker.extract.CoordSource;
import dev.attache.worker.extract.Extraction;
import dev.attache.worker.extract.Meaning;
import dev.attache.worker.extract.Passage;
import dev.attache.worker.extract.Place;
import dev.attache.worker.extract.Usage;
import dev.attache.worker.marks.Letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Knows five names, and finds every one of them. */
final class PerfectModel {
    static final List<String> NAMES = List.of("Paris", "Berlin", "New York", "Oslo", "東京");

    /** More than a worker offers. */
    private static final List<Meaning> OTHERS =
            IntStream.rangeClosed(1, 6)
                    .mapToObj(i -> new Meaning("Paris " + i + ", Elsewhere", i, i, "YY"))
                    .toList();

    private PerfectModel() {}

    static Extraction answer(List<Passage> passages) {
        List<List<Place>> places =
                passages.stream().map(passage -> names(passage.sentence())).toList();
        return new Extraction(places, new Usage(1, 10, 5, 300), Optional.empty());
    }

    /** Every whole mention of a name, as a perfect model would find them. */
    static List<Place> names(String text) {
        List<Place> found = new ArrayList<>();
        for (String name : NAMES) {
            for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
                if (Letters.isWhole(text, at, at + name.length())) {
                    Meaning meaning = new Meaning(name + ", Somewhere", 10, 20, "XX");
                    found.add(
                            new Place(
                                    name,
                                    at,
                                    at + name.length(),
                                    meaning,
                                    1,
                                    CoordSource.MODEL,
                                    name.equals("Paris") ? OTHERS : List.of()));
                }
            }
        }
        return found;
    }
}
