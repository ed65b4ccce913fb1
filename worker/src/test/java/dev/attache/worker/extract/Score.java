package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How well an extractor did on labelled sentences: a hit is the same name at the same offsets. */
final class Score {

    private static final double NEAR_KM = 161;

    private int labelled;
    private int answered;
    private int hit;
    private int near;
    final List<String> mistakes = new ArrayList<>();

    static Score of(BuiltInExtractor extractor, List<Labelled> sentences) {
        Score score = new Score();
        for (Labelled sentence : sentences) {
            score.add(sentence, extractor.read(sentence.text()));
        }
        return score;
    }

    private void add(Labelled sentence, List<Place> places) {
        labelled += sentence.labels().size();
        answered += places.size();
        for (Place place : places) {
            var label =
                    sentence.labels().stream()
                            .filter(
                                    each ->
                                            each.start() == place.start()
                                                    && each.end() == place.end())
                            .findFirst();
            if (label.isEmpty()) {
                mistakes.add(
                        "wrong: "
                                + place.name()
                                + " "
                                + place.confidence()
                                + " in: "
                                + sentence.text());
                continue;
            }
            hit++;
            double far =
                    place.meaning().kilometresTo(label.get().latitude(), label.get().longitude());
            if (far <= (isWide(place) ? 10 * NEAR_KM : NEAR_KM)) {
                near++;
            } else {
                mistakes.add(
                        "far: "
                                + place.meaning().fullName()
                                + " by "
                                + Math.round(far)
                                + " km in: "
                                + sentence.text());
            }
        }
        for (var label : sentence.labels()) {
            if (places.stream()
                    .noneMatch(
                            place ->
                                    place.start() == label.start() && place.end() == label.end())) {
                mistakes.add("missed: " + label.name() + " in: " + sentence.text());
            }
        }
    }

    /** A label of a sea or a continent is one point of many. */
    private static boolean isWide(Place place) {
        return place.meaning().country().isEmpty();
    }

    int answered() {
        return answered;
    }

    double precision() {
        return answered == 0 ? 1 : (double) hit / answered;
    }

    double recall() {
        return labelled == 0 ? 1 : (double) hit / labelled;
    }

    double f1() {
        return 2 * precision() * recall() / (precision() + recall());
    }

    double within161() {
        return hit == 0 ? 1 : (double) near / hit;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "labels %d, answers %d, precision %.3f, recall %.3f, F1 %.3f, within 161 km %.3f",
                labelled,
                answered,
                precision(),
                recall(),
                f1(),
                within161());
    }
}
