package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Holds a model's claims against the text, where the name must stand, and against the gazetteer.
 * Pure.
 */
final class Grounding {

    private static final double SAME_PLACE_KM = 161;
    private static final int MOST_IN_A_SENTENCE = 50;
    private static final double SURE = 0.95;
    private static final double LIKELY = 0.8;
    private static final double UNCHECKED = 0.6;

    private Grounding() {}

    static List<List<Place>> of(Gazetteer gazetteer, List<Passage> passages, List<Claim> claims) {
        List<Claim> longestFirst = new ArrayList<>(claims);
        longestFirst.sort(Comparator.comparingInt((Claim claim) -> -claim.name().length()));
        List<List<Place>> found = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            int sentence = i;
            List<Claim> own =
                    longestFirst.stream().filter(claim -> claim.sentence() == sentence).toList();
            found.add(inSentence(gazetteer, passages.get(i).sentence(), own));
        }
        return found;
    }

    private static List<Place> inSentence(
            Gazetteer gazetteer, String sentence, List<Claim> claims) {
        List<Place> places = new ArrayList<>();
        BitSet taken = new BitSet();
        for (Claim claim : claims) {
            Optional<Located> located = locate(gazetteer, claim);
            if (located.isEmpty()) {
                continue;
            }
            int at = sentence.indexOf(claim.name());
            for (; at >= 0; at = sentence.indexOf(claim.name(), at + 1)) {
                int end = at + claim.name().length();
                int clash = taken.nextSetBit(at);
                if (isBounded(sentence, at, end)
                        && (clash < 0 || clash >= end)
                        && places.size() < MOST_IN_A_SENTENCE) {
                    taken.set(at, end);
                    places.add(located.get().at(claim.name(), at, end));
                }
            }
        }
        places.sort(Comparator.comparingInt(Place::start));
        return places;
    }

    private static boolean isBounded(String text, int start, int end) {
        boolean caseless = Character.isIdeographic(text.codePointAt(start));
        return caseless
                || ((start == 0 || !Character.isLetterOrDigit(text.codePointBefore(start)))
                        && (end == text.length()
                                || !Character.isLetterOrDigit(text.codePointAt(end))));
    }

    private record Located(
            Meaning meaning, CoordSource source, double confidence, List<Meaning> others) {
        Place at(String name, int start, int end) {
            return new Place(name, start, end, meaning, confidence, source, others);
        }
    }

    /**
     * The gazetteer's place that lies where the model says, or in the country it says; else the
     * model's own word.
     */
    private static Optional<Located> locate(Gazetteer gazetteer, Claim claim) {
        String head = claim.fullName().split(",", 2)[0].strip();
        List<Meaning> known = new ArrayList<>(meanings(gazetteer, claim.name()));
        meanings(gazetteer, head).stream()
                .filter(meaning -> !known.contains(meaning))
                .forEach(known::add);
        Double latitude = claim.latitude();
        Double longitude = claim.longitude();
        if (latitude != null && longitude != null) {
            Optional<Meaning> nearest =
                    known.stream()
                            .min(
                                    Comparator.comparingDouble(
                                            meaning -> meaning.kilometresTo(latitude, longitude)));
            if (nearest.isPresent()
                    && nearest.get().kilometresTo(latitude, longitude) <= SAME_PLACE_KM) {
                return Optional.of(located(nearest.get(), SURE, known));
            }
        }
        Optional<Meaning> named =
                known.stream().filter(meaning -> agrees(meaning, claim)).findFirst();
        if (named.isPresent()) {
            return Optional.of(located(named.get(), LIKELY, known));
        }
        if (latitude == null || longitude == null) {
            return Optional.empty();
        }
        Meaning told = new Meaning(claim.fullName(), latitude, longitude, "");
        return Optional.of(new Located(told, CoordSource.MODEL, UNCHECKED, known));
    }

    private static Located located(Meaning meaning, double confidence, List<Meaning> known) {
        return new Located(
                meaning,
                CoordSource.GAZETTEER,
                confidence,
                known.stream().filter(other -> !other.equals(meaning)).limit(5).toList());
    }

    private static List<Meaning> meanings(Gazetteer gazetteer, String name) {
        List<Meaning> meanings = new ArrayList<>();
        for (int place : gazetteer.look(name).places()) {
            meanings.add(gazetteer.meaning(place));
        }
        return meanings;
    }

    /**
     * The parts behind the name, the country at least, are the same; a bare name agrees with the
     * greatest place.
     */
    private static boolean agrees(Meaning meaning, Claim claim) {
        int comma = claim.fullName().lastIndexOf(',');
        if (comma < 0) {
            return true;
        }
        String country = meaning.fullName().substring(meaning.fullName().lastIndexOf(',') + 1);
        return Key.of(claim.fullName().substring(comma + 1)).equals(Key.of(country));
    }
}
