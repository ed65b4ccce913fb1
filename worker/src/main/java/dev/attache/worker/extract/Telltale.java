package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Reads from the words around a name [from, to] that it is a place, whatever it is called. */
final class Telltale {

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final Standing standing;

    Telltale(Gazetteer gazetteer, Tokens tokens, Standing standing) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.standing = standing;
    }

    /** "the Elk Fork River". */
    boolean isFeatureBehind(int from, int to) {
        return to > from
                && Lexicon.FEATURES_BEHIND.contains(tokens.word(to))
                && !isPersonCalled(from, to);
    }

    /** "Veronica Lake" unless it is "the Veronica Lake". */
    private boolean isPersonCalled(int from, int to) {
        return to == from + 1
                && gazetteer.look(tokens.at(from).text()).isFirstName()
                && !tokens.word(from - 1).equals("the");
    }

    boolean isFeatureInFront(int from, int to) {
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
    boolean isBehindItsKind(int from) {
        return isPlacedBy(from, Set.of("of"))
                && tokens.spaceBehind(from - 2)
                && Lexicon.SETTLEMENTS.contains(tokens.word(from - 2))
                && !isPeople(tokens.word(from));
    }

    /** "in Bikoro district", "in the Westlands neighbourhood". */
    boolean isBeforeItsKind(int from, int to) {
        int before = tokens.word(from - 1).equals("the") ? from - 2 : from - 1;
        if (before < 0
                || !tokens.spaceBehind(to)
                || !Lexicon.SETTLEMENTS.contains(tokens.word(to + 1))
                || isPeople(tokens.word(to))) {
            return false;
        }
        Known known = gazetteer.look(tokens.at(from).text());
        boolean strange = from < to || known.flags() == 0;
        boolean placed =
                Lexicon.AT_PLACE.contains(tokens.word(before))
                        || (strange && isOfPlace(before))
                        || (strange && ownsPlaces(before));
        return placed && !known.isWord();
    }

    /** "Nuristan province's Kamdesh district". */
    private boolean ownsPlaces(int word) {
        return tokens.at(word).possessive()
                && (standing.endingAt(word) != null
                        || Lexicon.SETTLEMENTS.contains(tokens.word(word)));
    }

    /** "the headquarters of Khwaja Umari district", "from Bikoro village". */
    private boolean isOfPlace(int word) {
        return tokens.word(word).equals("of") || tokens.word(word).equals("from");
    }

    /** "the Afghan village", "a Palestinian town", "the Nepalese district". */
    private static boolean isPeople(String word) {
        return word.endsWith("an")
                || word.endsWith("ish")
                || word.endsWith("ese")
                || word.endsWith("ite")
                || word.endsWith("ist")
                || word.endsWith("im")
                || Lexicon.PEOPLES.contains(word);
    }

    /** "in Kozhikode and Kondotty." */
    boolean isInList(int from, int to) {
        if (from != to || gazetteer.look(tokens.at(from).text()).flags() != 0) {
            return false;
        }
        if (tokens.word(to + 1).equals("and") && isPlacedBy(from, Lexicon.AT_PLACE)) {
            Mention right = standing.beginningAt(to + 2);
            return right != null && !gazetteer.kind(right.meaning).isWide();
        }
        if (!tokens.word(from - 1).equals("and") || from < 3) {
            return false;
        }
        Mention left = standing.endingAt(from - 2);
        return left != null
                && !gazetteer.kind(left.meaning).isWide()
                && Lexicon.AT_PLACE.contains(tokens.word(left.from - 1))
                && isStopped(to, ",.;");
    }

    /** "in Kondotty, Kerala", "from Strang, Okla."; but not "a letter to Obama, China said". */
    @Nullable Mention containerBehind(int from, int to) {
        if (!tokens.commaBehind(to)) {
            return null;
        }
        Mention outer = standing.beginningAt(to + 1);
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
        return outer.abbreviation || isStopped(outer.to, ",.;)");
    }

    private boolean isStopped(int word, String stops) {
        int end = tokens.at(word).end();
        return end < tokens.whole().length() && stops.indexOf(tokens.whole().charAt(end)) >= 0;
    }
}
