package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which place of a name is meant: by its size, by what the text says it lies in, and by its
 * neighbours.
 */
final class Resolver {

    private static final int CANDIDATES = 5;
    private static final Set<String> ENGLISH = Set.of("US", "GB", "CA", "AU", "NZ", "IE");

    private final Gazetteer gazetteer;
    private final List<Mention> accepted;
    private final Map<String, Integer> countries = new HashMap<>();
    private final Map<Integer, Integer> regions = new HashMap<>();

    private final Map<String, Integer> statesOf = new HashMap<>();

    Resolver(Gazetteer gazetteer, List<Mention> accepted) {
        this.gazetteer = gazetteer;
        this.accepted = accepted;
    }

    void resolve() {
        for (Mention mention : accepted) {
            if (mention.within != null) {
                int container = Containment.lies(gazetteer, mention, mention.within);
                mention.meaning = largestIn(mention, container);
                if (mention.within.within == null) {
                    mention.within.meaning = container;
                }
            }
        }
        for (Mention mention : accepted) {
            if (mention.meaning >= 0 || isPlain(mention)) {
                note(mention.meaning >= 0 ? mention.meaning : mention.known.places()[0]);
            }
        }
        Map<String, Integer> told = new HashMap<>();
        for (Mention mention : accepted) {
            if (mention.meaning >= 0) {
                told.putIfAbsent(gazetteer.name(mention.meaning), mention.meaning);
            }
        }
        for (Mention mention : accepted) {
            if (mention.meaning < 0) {
                mention.meaning = choose(mention, told);
            }
        }
    }

    List<Meaning> candidates(Mention mention) {
        List<Meaning> others = new ArrayList<>();
        for (int place : mention.known.places()) {
            if (place != mention.meaning && others.size() < CANDIDATES) {
                others.add(gazetteer.meaning(place));
            }
        }
        return others;
    }

    private int largestIn(Mention mention, int container) {
        for (int place : mention.known.places()) {
            if (place != container && Containment.contains(gazetteer, container, place)) {
                return place;
            }
        }
        return mention.known.places()[0];
    }

    private boolean isPlain(Mention mention) {
        int[] places = mention.known.places();
        return places.length == 1
                || gazetteer.population(places[0]) > 20L * gazetteer.population(places[1]);
    }

    private void note(int place) {
        if (gazetteer.kind(place) == Kind.REGION) {
            statesOf.merge(gazetteer.country(place), 1, Integer::sum);
        }
        String country = gazetteer.country(place);
        if (!country.isEmpty()) {
            countries.merge(country, 1, Integer::sum);
        }
        int region = gazetteer.kind(place) == Kind.REGION ? place : gazetteer.region(place);
        if (region >= 0) {
            regions.merge(region, 1, Integer::sum);
        }
    }

    private int choose(Mention mention, Map<String, Integer> told) {
        int best = mention.known.places()[0];
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < mention.known.places().length; i++) {
            int place = mention.known.places()[i];
            double value = prior(place, mention.known.alternative()[i]) + neighbours(place);
            if (Integer.valueOf(place).equals(told.get(gazetteer.name(place)))) {
                value += 4;
            }
            if (value > most) {
                most = value;
                best = place;
            }
        }
        return best;
    }

    private double prior(int place, boolean alternative) {
        double size = Math.log10(gazetteer.population(place) + 1.0);
        // A text in English means the English-speaking one of two towns of about a size.
        double home = ENGLISH.contains(gazetteer.country(place)) ? 0.3 : 0;
        double kind =
                switch (gazetteer.kind(place)) {
                    case COUNTRY -> 1;
                    case CONTINENT, WATER -> 0.5;
                    case AREA -> 0.3;
                    case CITY ->
                            0.25 * gazetteer.rank(place) + (gazetteer.rank(place) == 3 ? 0.5 : 0);
                    case REGION -> -0.7;
                    case COUNTY -> -1;
                    case SECTION -> -0.8;
                };
        return size
                + kind
                + home
                - (alternative ? (gazetteer.kind(place) == Kind.COUNTRY ? 3 : 1) : 0);
    }

    private double neighbours(int place) {
        double value = 0;
        String country = gazetteer.country(place);
        if (!country.isEmpty()) {
            value += 0.8 * Math.log1p(countries.getOrDefault(country, 0));
        }
        int region = gazetteer.kind(place) == Kind.REGION ? -1 : gazetteer.region(place);
        if (region < 0 && statesOf.getOrDefault(country, 0) >= 2) {
            value += 0.8; // "Washington, Oregon and Idaho": the state
        }
        if (region >= 0) {
            value += 1.2 * Math.log1p(regions.getOrDefault(region, 0));
        }
        return value;
    }
}
