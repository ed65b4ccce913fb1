package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses which place of a name is meant: by its size, by what the text says it lies in, and by the
 * other places around it. One name means one place in one text.
 */
final class Resolver {

    private static final int CANDIDATES = 5;
    private static final int ROUNDS = 2;

    /** So many names before and behind are looked at: a long text goes from place to place. */
    private static final int REACH = 12;

    /** What stands further off says less. */
    private static final double FADING = 0.1;

    /** Ten times the names in other languages are worth so many decades of people. */
    private static final double FAME = 0.3;

    /** Quebec is the province, New York the city. */
    private static final int OUTGROWN = 12;

    private static final Set<String> ENGLISH = Set.of("US", "GB", "CA", "AU", "NZ", "IE");
    private static final Set<String> REGION_WORDS =
            Set.of("state", "province", "region", "governorate", "oblast", "department");

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final List<Mention> mentions;
    private final List<Mention> accepted;
    private final List<Namesakes> names = new ArrayList<>();
    private final Map<Mention, Integer> order = new HashMap<>();

    Resolver(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.mentions = mentions;
        this.accepted = mentions.stream().filter(Mention::isAccepted).toList();
    }

    void resolve() {
        settleWhatIsSaid();
        gather();
        for (int round = 0; round < ROUNDS && names.size() > 1; round++) {
            for (int i = 0; i < names.size(); i++) {
                weigh(i);
            }
        }
        for (Namesakes name : names) {
            for (Mention mention : name.mentions) {
                mention.meaning = name.likeliest();
            }
        }
    }

    /** The places around a mention that has not been accepted yet. */
    Neighbourhood around(Mention mention) {
        int at = 0;
        for (Mention other : accepted) {
            if (other.from > mention.from) {
                break;
            }
            at = order.getOrDefault(other, 0);
        }
        return neighbours(at, null);
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

    /** "Paris, Texas": both are known then. */
    private void settleWhatIsSaid() {
        for (Mention mention : accepted) {
            if (mention.within != null) {
                int container = Containment.lies(gazetteer, mention, mention.within);
                mention.meaning = largestIn(mention, container);
                if (mention.within.within == null) {
                    mention.within.meaning = container;
                }
            }
        }
    }

    private int largestIn(Mention mention, int container) {
        for (int place : mention.known.places()) {
            if (place != container && Containment.contains(gazetteer, container, place)) {
                return place;
            }
        }
        return mention.known.places()[0];
    }

    private void gather() {
        Map<String, Namesakes> settled = new LinkedHashMap<>();
        for (Mention mention : accepted) {
            if (mention.meaning >= 0) {
                settled.computeIfAbsent(
                        mention.key(),
                        _ -> new Namesakes(new int[] {mention.meaning}, new double[] {0}));
            }
        }
        Map<String, Namesakes> open = new LinkedHashMap<>();
        IdentityHashMap<Namesakes, Integer> numbers = new IdentityHashMap<>();
        for (Mention mention : mentions) {
            boolean in = mention.isAccepted();
            if (!in && !mention.hint) {
                continue;
            }
            Namesakes name = settled.get(mention.key());
            if (name == null) {
                name = open.computeIfAbsent(mention.key(), _ -> open(mention));
            }
            if (in && mention.meaning < 0) {
                name.mentions.add(mention);
            }
            name.isHint &= !in;
            name.isContainer &= mention.names;
            Integer number = numbers.putIfAbsent(name, names.size());
            if (number == null) {
                number = names.size();
                names.add(name);
            }
            order.put(mention, number);
        }
    }

    private Namesakes open(Mention mention) {
        int[] places = mention.known.places();
        double[] prior = new double[places.length];
        String next = tokens.spaceBehind(mention.to) ? tokens.word(mention.to + 1) : "";
        boolean region = REGION_WORDS.contains(next) || Lexicon.STATE_OFFICES.contains(next);
        long town = greatestTown(places);
        for (int i = 0; i < places.length; i++) {
            prior[i] = prior(places[i], mention.known.alternative()[i]);
            if (gazetteer.kind(places[i]) == Kind.REGION) {
                boolean outgrown = gazetteer.population(places[i]) > OUTGROWN * town;
                prior[i] += region ? 3 : outgrown ? 0.4 : 0;
            }
        }
        return new Namesakes(places, prior);
    }

    private long greatestTown(int[] places) {
        long people = 0;
        for (int place : places) {
            if (gazetteer.kind(place) == Kind.CITY) {
                people = Math.max(people, gazetteer.population(place));
            }
        }
        return people;
    }

    private double prior(int place, boolean alternative) {
        double size =
                Math.log10(gazetteer.population(place) + 1.0)
                        + FAME * Math.log10(gazetteer.fame(place) + 1.0);
        // A text in English means the English-speaking one of two towns of about a size.
        double home = ENGLISH.contains(gazetteer.country(place)) ? 0.3 : 0;
        double kind =
                switch (gazetteer.kind(place)) {
                    case COUNTRY -> 1.3;
                    case CONTINENT, WATER -> 0.5;
                    case AREA -> 0.3;
                    case CITY ->
                            0.25 * gazetteer.rank(place) + (gazetteer.rank(place) == 3 ? 0.8 : 0);
                    case REGION -> -0.7;
                    case COUNTY -> -1;
                    case SECTION -> -0.8;
                };
        return size + kind + home - (alternative ? strangeness(place) : 0);
    }

    /** What English towns were once called hardly anybody calls them now. */
    private double strangeness(int place) {
        if (gazetteer.kind(place) == Kind.COUNTRY) {
            return 3;
        }
        return ENGLISH.contains(gazetteer.country(place))
                ? 2
                : gazetteer.population(place) > 100_000 ? 0.5 : 1;
    }

    private void weigh(int i) {
        Namesakes name = names.get(i);
        if (name.places.length == 1) {
            return;
        }
        Neighbourhood others = neighbours(i, name);
        double[] values = new double[name.places.length];
        for (int k = 0; k < values.length; k++) {
            values[k] = name.prior[k] + value(others.of(name.places[k]));
        }
        name.weigh(values);
    }

    private Neighbourhood neighbours(int i, @org.jspecify.annotations.Nullable Namesakes but) {
        Neighbourhood others = new Neighbourhood(gazetteer);
        int last = Math.min(names.size() - 1, i + REACH);
        for (int k = Math.max(0, i - REACH); k <= last; k++) {
            if (names.get(k) != but) {
                names.get(k).tell(others, 1 / (1 + FADING * Math.abs(k - i)));
            }
        }
        return others;
    }

    private static double value(Neighbourhood.Support support) {
        return 0.9 * Math.log1p(support.country())
                + 1.7 * Math.log1p(support.region())
                + 1.7 * Math.log1p(support.near())
                + (support.siblings() >= 1.5 ? 0.8 : 0);
    }
}
