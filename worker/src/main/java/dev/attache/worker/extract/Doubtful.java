package dev.attache.worker.extract;

import java.util.List;

/**
 * Looks again at the names that might be places or not: one that lies beside those already found is
 * a place more likely than a person.
 */
final class Doubtful {

    private static final double HOPELESS = -2;
    private static final double MOST = 2.4;

    private Doubtful() {}

    /** Gives whether any was accepted after all. */
    static boolean decide(Gazetteer gazetteer, List<Mention> mentions, Resolver resolver) {
        boolean any = false;
        for (Mention mention : mentions) {
            if (mention.rejected || mention.isAccepted() || mention.score < HOPELESS) {
                continue;
            }
            mention.score += support(gazetteer, mention, resolver.around(mention));
            any |= mention.isAccepted();
        }
        return any;
    }

    private static double support(Gazetteer gazetteer, Mention mention, Neighbourhood around) {
        if (around.isEmpty()) {
            return 0;
        }
        double most = 0;
        for (int place : mention.known.places()) {
            Neighbourhood.Support support = around.of(place);
            // Of most names there is a town somewhere in the States: that says nothing.
            double country =
                    gazetteer.kind(place) == Kind.COUNTRY
                            ? 1.4
                            : gazetteer.country(place).equals("US") ? 0.15 : 0.7;
            double value =
                    1.2 * Math.min(1.5, support.region())
                            + 1.2 * Math.min(1.5, support.near())
                            + country * Math.min(1, support.country())
                            + 0.7 * Math.min(2, support.abroad());
            most = Math.max(most, value);
        }
        return Math.min(MOST, most) * trust(gazetteer, mention.known);
    }

    private static double trust(Gazetteer gazetteer, Known known) {
        if (gazetteer.isFamous(known)) {
            return known.isWord() ? 0.85 : 1;
        }
        if (known.isWord()) {
            return 0.5;
        }
        return known.isFirstName() && known.isSurname() ? 0.75 : 1;
    }
}
