package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names that the words around them show to be places though no gazetteer lists them: "the village
 * of Kapisa", "Kondotty, Kerala", "the Elk Fork River". They are put where the text says: at the
 * place behind the comma, or beside the nearest one named. Without such a one there is no answer.
 */
final class Unlisted {

    private static final int LONGEST = 3;

    private static final double BEHIND_COMMA = 0.7;
    private static final double BY_FEATURE = 0.65;
    private static final double BY_NOUN = 0.6;
    private static final double BY_LIST = 0.55;

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final List<Mention> accepted;
    private final Headlines headlines;
    private final Telltale telltale;
    private final BitSet covered = new BitSet();
    private final BitSet people = new BitSet();
    private final Map<String, Found> named = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    /** The words [from, to], how sure we are, and the mention beside which it lies. */
    private record Found(int from, int to, double confidence, Mention anchor, boolean inside) {}

    Unlisted(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.headlines = new Headlines(tokens);
        this.accepted = mentions.stream().filter(Mention::isAccepted).toList();
        this.telltale = new Telltale(gazetteer, tokens, new Standing(tokens, accepted));
        accepted.forEach(mention -> covered.set(mention.from, mention.to + 1));
        for (Mention mention : mentions) {
            if (mention.person) {
                people.set(mention.from, mention.to + 1);
            }
        }
    }

    List<Place> places() {
        if (accepted.isEmpty()) {
            return List.of();
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (mayBegin(i)) {
                i = look(i);
            }
        }
        alsoElsewhere();
        return found.stream().map(this::place).toList();
    }

    /** Gives the last word that has been dealt with. */
    private int look(int from) {
        int to = from;
        while (to + 1 < tokens.size() && to - from < LONGEST && isName(to + 1) && isJoined(to)) {
            to++;
        }
        boolean goesOn = isCapital(to + 1) && tokens.spaceBehind(to);
        if (goesOn || headlines.isHeadline(from)) {
            return to;
        }
        if (telltale.isFeatureBehind(from, to)) {
            add(from, to, BY_FEATURE, beside(from), false);
        } else if (to - from >= LONGEST || tokens.at(to).possessive()) {
            return to;
        } else if (telltale.isFeatureInFront(from, to)) {
            add(from, to, BY_FEATURE, beside(from), false);
        } else if (telltale.isBehindItsKind(from) || telltale.isBeforeItsKind(from, to)) {
            add(from, to, BY_NOUN, beside(from), false);
        } else if (telltale.isInList(from, to)) {
            add(from, to, BY_LIST, beside(from), false);
        } else {
            Mention container = telltale.containerBehind(from, to);
            if (container != null) {
                add(from, to, BEHIND_COMMA, container, true);
            }
        }
        return to;
    }

    private void add(int from, int to, double confidence, Mention anchor, boolean inside) {
        Found one = new Found(from, to, confidence, anchor, inside);
        named.putIfAbsent(Key.of(tokens.text(from, to)), one);
        covered.set(from, to + 1);
        found.add(one);
    }

    private boolean mayBegin(int i) {
        return isName(i)
                && !Lexicon.FUNCTION.contains(tokens.word(i))
                && !Lexicon.DATES.contains(tokens.word(i))
                && !(isCapital(i - 1)
                        && tokens.spaceBehind(i - 1)
                        && !tokens.at(i).opensSentence());
    }

    private boolean isName(int i) {
        return isCapital(i)
                && !covered.get(i)
                && !people.get(i)
                && tokens.at(i).text().length() > 2;
    }

    private boolean isCapital(int i) {
        return i >= 0 && i < tokens.size() && tokens.at(i).isCapital();
    }

    private boolean isJoined(int i) {
        return (tokens.spaceBehind(i) && !tokens.at(i).possessive()) || tokens.gap(i).equals("-");
    }

    /** The nearest mention; a town or county before a state, and a state before a country. */
    private Mention beside(int word) {
        Mention best = accepted.getFirst();
        int least = Integer.MAX_VALUE;
        for (Mention mention : accepted) {
            int far = Math.abs(mention.from - word) + vagueness(mention);
            if (far < least) {
                least = far;
                best = mention;
            }
        }
        return best;
    }

    /** In words: so much further off may a better defined place stand. */
    private int vagueness(Mention mention) {
        return switch (gazetteer.kind(mention.meaning)) {
            case CITY, SECTION, COUNTY -> 0;
            case REGION -> 2;
            case AREA, WATER -> 6;
            case COUNTRY -> 60;
            case CONTINENT -> 1_000;
        };
    }

    /** What has been told of a name once holds for its other mentions. */
    private void alsoElsewhere() {
        for (int i = 0; i < tokens.size() && !named.isEmpty(); i++) {
            for (int to = i; to <= i + LONGEST && stands(i, to); to++) {
                Found first = named.get(Key.of(tokens.text(i, to)));
                boolean goesOn = isCapital(to + 1) && tokens.spaceBehind(to);
                if (first != null && !goesOn) {
                    covered.set(i, to + 1);
                    found.add(new Found(i, to, first.confidence, first.anchor, first.inside));
                    break;
                }
            }
        }
    }

    /** On its own: neither within another mention nor within a longer name. */
    private boolean stands(int from, int to) {
        return to < tokens.size()
                && isCapital(from)
                && covered.get(from, to + 1).isEmpty()
                && !(isCapital(from - 1) && tokens.spaceBehind(from - 1))
                && (from == to || isJoined(to - 1));
    }

    private Place place(Found one) {
        int start = tokens.at(one.from).start();
        int end = tokens.at(one.to).end();
        String name = tokens.whole().substring(start, end);
        Meaning anchor = gazetteer.meaning(one.anchor.meaning);
        Meaning meaning =
                new Meaning(
                        name + (one.inside ? ", " : ", near ") + anchor.fullName(),
                        anchor.latitude(),
                        anchor.longitude(),
                        anchor.country());
        return new Place(
                name, start, end, meaning, one.confidence, CoordSource.GAZETTEER, List.of());
    }
}
