package dev.attache.worker.extract;

/** How likely a name is meant as a place before its surroundings are looked at, in log odds. */
final class Prior {

    private final Gazetteer gazetteer;

    Prior(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    double of(Mention mention, Token first) {
        double value = importance(mention.known);
        if (mention.words() > 1) {
            return value + 0.8;
        }
        return value + ambiguity(mention, first);
    }

    /** That of the greatest place of this name. */
    private double importance(Known known) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < known.places().length; i++) {
            int place = known.places()[i];
            double value = byKind(place) - (known.alternative()[i] ? foreignness(place) : 0);
            most = Math.max(most, value);
        }
        return most;
    }

    private double byKind(int place) {
        int people = gazetteer.population(place);
        return switch (gazetteer.kind(place)) {
            case COUNTRY, CONTINENT -> 2.2;
            case REGION -> people > 2_000_000 ? 2 : people > 400_000 ? 1.6 : 0.2;
            case AREA, WATER -> 1.6;
            case COUNTY -> 1.2;
            case SECTION -> Math.min(0, bySize(people)) - 0.6;
            case CITY -> bySize(people) + byRank(place) + byFame(gazetteer.fame(place));
        };
    }

    private double byRank(int place) {
        return switch (gazetteer.rank(place)) {
            case 3 -> 0.5;
            case 2 -> 0.2;
            default -> 0;
        };
    }

    private static double byFame(int names) {
        return names >= 60 ? 0.5 : names >= 40 ? 0.2 : 0;
    }

    private static double bySize(int people) {
        if (people >= 1_000_000) {
            return 1.7;
        }
        if (people >= 300_000) {
            return 1.3;
        }
        if (people >= 100_000) {
            return 0.9;
        }
        if (people >= 30_000) {
            return 0.4;
        }
        return people >= 10_000 ? -0.2 : people >= 5_000 ? -0.6 : -1.1;
    }

    private double foreignness(int place) {
        boolean famous =
                gazetteer.population(place) > 500_000 || gazetteer.kind(place) == Kind.COUNTRY;
        return famous ? 0.3 : 1.2;
    }

    /** Words and people of the same spelling; less so where the place is better known than they. */
    private double ambiguity(Mention mention, Token first) {
        Known known = mention.known;
        int greatest = known.places()[0];
        boolean country = gazetteer.kind(greatest) == Kind.COUNTRY;
        boolean initials = first.text().indexOf('.') > 0 || first.shape() == Token.Shape.UPPER;
        if (country && initials) {
            return 0;
        }
        boolean famous = gazetteer.isFamous(known);
        boolean person = known.isFirstName() && known.isSurname() && first.opensSentence();
        double value = famous && (country || !person) ? 0.5 * people(known) : people(known);
        if (known.isWord()) {
            boolean town = gazetteer.kind(greatest).isTown();
            value -= word(country || !town, first.opensSentence());
        } else if (known.isRareWord()) {
            value = Math.min(value, famous ? -0.4 : first.opensSentence() ? -1.8 : -1.2);
        }
        if (known.flags() == 0 && gazetteer.population(greatest) >= 50_000) {
            value += 0.6;
        }
        if (first.text().length() <= 3 && !country && !Tokens.isCutOut(first)) {
            value -= 1.5;
        }
        return value;
    }

    private static double word(boolean country, boolean opens) {
        if (country) {
            return opens ? 1.1 : 0.8;
        }
        return opens ? 3 : 2.4;
    }

    private static double people(Known known) {
        double value = known.isFirstName() ? -1.3 : 0;
        if (known.isSurname()) {
            value -= known.isFirstName() ? 0.3 : 0.7;
        }
        return value;
    }
}
