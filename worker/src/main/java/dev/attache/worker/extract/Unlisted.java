package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    private final BitSet covered = new BitSet();
    private final BitSet people = new BitSet();
    private final Set<String> names = new HashSet<>();
    private final List<Found> found = new ArrayList<>();

    /** The words [from, to], how sure we are, and the mention beside which it lies. */
    private record Found(int from, int to, double confidence, Mention anchor, boolean inside) {}

    Unlisted(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.headlines = new Headlines(tokens);
        this.accepted = mentions.stream().filter(Mention::isAccepted).toList();
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
        boolean feature = to > from && Lexicon.FEATURES_BEHIND.contains(tokens.word(to));
        if (feature && !isPersonCalled(from, to)) {
            add(from, to, BY_FEATURE, beside(from), false);
        } else if (to - from >= LONGEST || tokens.at(to).possessive()) {
            return to;
        } else if (isFeatureInFront(from, to)) {
            add(from, to, BY_FEATURE, beside(from), false);
        } else if (isBehindItsKind(from) || isBeforeItsKind(from, to)) {
            add(from, to, BY_NOUN, beside(from), false);
        } else if (isInList(from, to)) {
            add(from, to, BY_LIST, beside(from), false);
        } else {
            Mention container = containerBehind(from, to);
            if (container != null) {
                add(from, to, BEHIND_COMMA, container, true);
            }
        }
        return to;
    }

    private void add(int from, int to, double confidence, Mention anchor, boolean inside) {
        names.add(Key.of(tokens.text(from, to)));
        covered.set(from, to + 1);
        found.add(new Found(from, to, confidence, anchor, inside));
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

    /** "Veronica Lake" unless it is "the Veronica Lake". */
    private boolean isPersonCalled(int from, int to) {
        return to == from + 1
                && gazetteer.look(tokens.at(from).text()).isFirstName()
                && !tokens.word(from - 1).equals("the");
    }

    private boolean isFeatureInFront(int from, int to) {
        return to > from
                && Lexicon.FEATURES_IN_FRONT.contains(tokens.word(from))
                && (isPlacedBy(from, Lexicon.AT_PLACE)
                        || isPlacedBy(from, Lexicon.TOWARDS)
                        || isPlacedBy(from, Lexicon.ON_PLACE));
    }

    private boolean isPlacedBy(int from, Set<String> prepositions) {
        return tokens.spaceBehind(from - 1) && prepositions.contains(tokens.word(from - 1));
    }

    /** "the village of Kapisa". */
    private boolean isBehindItsKind(int from) {
        return isPlacedBy(from, Set.of("of"))
                && tokens.spaceBehind(from - 2)
                && Lexicon.SETTLEMENTS.contains(tokens.word(from - 2))
                && !isPeople(tokens.word(from));
    }

    /** "in Bikoro district", "in the Westlands neighbourhood". */
    private boolean isBeforeItsKind(int from, int to) {
        int before = tokens.word(from - 1).equals("the") ? from - 2 : from - 1;
        Known known = gazetteer.look(tokens.at(from).text());
        return before >= 0
                && Lexicon.AT_PLACE.contains(tokens.word(before))
                && tokens.spaceBehind(to)
                && Lexicon.SETTLEMENTS.contains(tokens.word(to + 1))
                && !known.isWord()
                && !isPeople(tokens.word(to));
    }

    /** "the Afghan village", "a Palestinian town", "the Nepalese district". */
    private static boolean isPeople(String word) {
        return word.endsWith("an")
                || word.endsWith("ish")
                || word.endsWith("ese")
                || word.endsWith("ni")
                || word.endsWith("qi");
    }

    /** "in Kozhikode and Kondotty." */
    private boolean isInList(int from, int to) {
        if (from != to || !tokens.word(from - 1).equals("and") || from < 3) {
            return false;
        }
        Mention left = endingAt(from - 2);
        String behind = tokens.gap(to).strip();
        return left != null
                && !gazetteer.kind(left.meaning).isWide()
                && Lexicon.AT_PLACE.contains(tokens.word(left.from - 1))
                && gazetteer.look(tokens.at(from).text()).flags() == 0
                && !behind.isEmpty()
                && ",.;".indexOf(behind.charAt(0)) >= 0;
    }

    /** "in Kondotty, Kerala", "from Strang, Okla."; but not "a letter to Obama, China said". */
    private @Nullable Mention containerBehind(int from, int to) {
        if (!tokens.commaBehind(to)) {
            return null;
        }
        Mention outer = beginningAt(to + 1);
        if (outer == null || outer.within != null || !closes(outer)) {
            return null;
        }
        Kind kind = gazetteer.kind(outer.meaning);
        boolean region = kind == Kind.REGION || kind == Kind.COUNTY;
        if (!region && kind != Kind.COUNTRY) {
            return null;
        }
        boolean placed = isPlacedBy(from, Lexicon.AT_PLACE) || isPlacedBy(from, Set.of("at"));
        boolean told = placed || isPlacedBy(from, Set.of("of", "from"));
        return outer.abbreviation || (region ? told : placed) ? outer : null;
    }

    private boolean closes(Mention outer) {
        String behind = tokens.gap(outer.to).strip();
        return outer.abbreviation || (!behind.isEmpty() && ",.;)".indexOf(behind.charAt(0)) >= 0);
    }

    private @Nullable Mention endingAt(int word) {
        return accepted.stream().filter(each -> each.to == word).findFirst().orElse(null);
    }

    private @Nullable Mention beginningAt(int word) {
        return accepted.stream().filter(each -> each.from == word).findFirst().orElse(null);
    }

    /** The nearest mention; a town or county before a state or country. */
    private Mention beside(int word) {
        Mention best = accepted.getFirst();
        long least = Long.MAX_VALUE;
        for (Mention mention : accepted) {
            Kind kind = gazetteer.kind(mention.meaning);
            long far = Math.abs(mention.from - word) + (kind.isWide() ? 1L << 32 : 0);
            if (far < least) {
                least = far;
                best = mention;
            }
        }
        return best;
    }

    /** What has been told of a name once holds for its other mentions. */
    private void alsoElsewhere() {
        if (names.isEmpty()) {
            return;
        }
        List<Found> known = List.copyOf(found);
        for (Found first : known) {
            String name = Key.of(tokens.text(first.from, first.to));
            int words = first.to - first.from;
            for (int i = 0; i + words < tokens.size(); i++) {
                boolean free = covered.get(i, i + words + 1).isEmpty();
                if (free
                        && isCapital(i)
                        && !(isCapital(i - 1) && tokens.spaceBehind(i - 1))
                        && !(isCapital(i + words + 1) && tokens.spaceBehind(i + words))
                        && Key.of(tokens.text(i, i + words)).equals(name)) {
                    covered.set(i, i + words + 1);
                    found.add(
                            new Found(i, i + words, first.confidence, first.anchor, first.inside));
                }
            }
        }
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
