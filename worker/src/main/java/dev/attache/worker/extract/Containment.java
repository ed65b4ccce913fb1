package dev.attache.worker.extract;

import java.util.List;

/** "Paris, Texas": the name behind the comma says where the one in front of it lies. */
final class Containment {

    private Containment() {}

    static void link(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        for (int i = 0; i + 1 < mentions.size(); i++) {
            Mention inner = mentions.get(i);
            Mention outer = mentions.get(i + 1);
            if (inner.to + 1 != outer.from) {
                continue;
            }
            String gap = tokens.gap(inner.to).strip();
            boolean joined = gap.equals(",") || gap.equals("(");
            if (joined
                    && !isListed(gazetteer, tokens, mentions, i + 1)
                    && lies(gazetteer, inner, outer) >= 0) {
                inner.within = outer;
                outer.names = true;
            }
        }
    }

    /** "Harrison, Carroll County and Newton County": one beside the other, none in another. */
    private static boolean isListed(
            Gazetteer gazetteer, Tokens tokens, List<Mention> mentions, int i) {
        Mention county = mentions.get(i);
        if (i + 1 == mentions.size() || !isCounty(gazetteer, county)) {
            return false;
        }
        Mention next = mentions.get(i + 1);
        boolean and = next.from == county.to + 2 && tokens.word(county.to + 1).equals("and");
        boolean comma = next.from == county.to + 1 && tokens.commaBehind(county.to);
        return (and || comma) && isCounty(gazetteer, next);
    }

    private static boolean isCounty(Gazetteer gazetteer, Mention mention) {
        return gazetteer.kind(mention.known.places()[0]) == Kind.COUNTY;
    }

    /** The first meaning of the outer name in which a town of the inner name lies, or -1. */
    static int lies(Gazetteer gazetteer, Mention inner, Mention outer) {
        for (int container : outer.known.places()) {
            if (gazetteer.kind(container).isTown()) {
                continue;
            }
            for (int place : inner.known.places()) {
                if (place != container && contains(gazetteer, container, place)) {
                    return container;
                }
            }
        }
        return -1;
    }

    static boolean contains(Gazetteer gazetteer, int container, int place) {
        return switch (gazetteer.kind(container)) {
            case COUNTRY ->
                    gazetteer.country(place).equals(gazetteer.country(container))
                            && gazetteer.kind(place) != Kind.COUNTRY;
            case REGION -> gazetteer.region(place) == container;
            case COUNTY, AREA ->
                    gazetteer.kind(place).isTown() && isNear(gazetteer, container, place);
            case CITY, SECTION, CONTINENT, WATER -> false;
        };
    }

    private static boolean isNear(Gazetteer gazetteer, int container, int place) {
        if (!gazetteer.country(container).equals(gazetteer.country(place))) {
            return false;
        }
        double far = gazetteer.kind(container) == Kind.COUNTY ? 60 : 300;
        return gazetteer
                        .meaning(container)
                        .kilometresTo(gazetteer.latitude(place), gazetteer.longitude(place))
                < far;
    }
}
