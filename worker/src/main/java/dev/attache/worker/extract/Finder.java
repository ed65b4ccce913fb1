package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds every stretch of words that the gazetteer knows as a place, the longest first; judges none.
 */
final class Finder {

    private static final int LONGEST = 6;

    private final Gazetteer gazetteer;
    private final Tokens tokens;

    Finder(Gazetteer gazetteer, Tokens tokens) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
    }

    List<Mention> mentions() {
        List<Mention> found = new ArrayList<>();
        int i = 0;
        while (i < tokens.size()) {
            Mention mention = startingAt(i);
            if (mention == null) {
                i++;
            } else {
                found.add(mention);
                i = mention.to + 1;
            }
        }
        return found;
    }

    private @org.jspecify.annotations.Nullable Mention startingAt(int from) {
        if (!mayBegin(from)) {
            return null;
        }
        int to = from;
        while (to + 1 < tokens.size()
                && to + 1 < from + LONGEST
                && joined(to)
                && mayStandInside(to + 1)) {
            to++;
        }
        for (; to >= from; to--) {
            if (!mayEnd(to)) {
                continue;
            }
            Known known = gazetteer.look(tokens.text(from, to));
            if (known.isPlace() && writtenAsName(from, to, known) && !hasIdleArticle(from, to)) {
                return new Mention(from, to, tokens.at(from).start(), end(to, known), known);
            }
        }
        return null;
    }

    private boolean mayBegin(int i) {
        return switch (tokens.at(i).shape()) {
            case CAPITAL, UPPER, CASELESS -> true;
            case SMALL, NUMBER -> false;
        };
    }

    private boolean mayEnd(int i) {
        return mayBegin(i);
    }

    private boolean mayStandInside(int i) {
        return mayBegin(i) || Lexicon.CONNECTORS.contains(tokens.word(i));
    }

    private boolean joined(int i) {
        String gap = tokens.gap(i);
        return switch (gap) {
            case " ", "-", "\u00a0", "–" -> true;
            case ". ", "." -> tokens.at(i).text().length() <= 3;
            default -> false;
        };
    }

    /** "The Bronx" is the Bronx; "The Hague" keeps its article. */
    private boolean hasIdleArticle(int from, int to) {
        if (from == to || !tokens.word(from).equals("the")) {
            return false;
        }
        Known bare = gazetteer.look(tokens.text(from + 1, to));
        return bare.isPlace() && gazetteer.population(bare.places()[0]) >= 100_000;
    }

    /** "US" but not "Us"; "OR" and "Ga." only as they are written behind a town. */
    private boolean writtenAsName(int from, int to, Known known) {
        if (from != to) {
            return true;
        }
        Token token = tokens.at(from);
        String text = token.text();
        if (known.needsComma()) {
            boolean postal = text.length() == 2 && token.shape() == Token.Shape.UPPER;
            boolean dotted = text.endsWith(".") || tokens.whole().startsWith(".", token.end());
            return tokens.commaBehind(from - 1) && (postal || dotted);
        }
        if (Key.of(text).length() > 3) {
            return true;
        }
        boolean dotted = text.indexOf('.') > 0;
        boolean initials = dotted || token.shape() == Token.Shape.UPPER;
        boolean country = gazetteer.kind(known.places()[0]) == Kind.COUNTRY;
        return country ? initials : !initials || (!dotted && neighboursShout(from));
    }

    private boolean neighboursShout(int i) {
        return isShout(i - 1) || isShout(i + 1);
    }

    private boolean isShout(int i) {
        return i >= 0
                && i < tokens.size()
                && tokens.at(i).shape() == Token.Shape.UPPER
                && tokens.at(i).text().length() > 3;
    }

    private int end(int to, Known known) {
        int end = tokens.at(to).end();
        boolean stop = known.needsComma() && tokens.whole().startsWith(".", end);
        return stop ? end + 1 : end;
    }
}
