package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds every stretch of words that the gazetteer knows as a place, the longest first; judges none.
 */
final class Finder {

    private static final int LONGEST = 6;
    private static final int LIST = 24;
    private static final int LONGEST_ABBREVIATION = 5;

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final BitSet counties = new BitSet();

    Finder(Gazetteer gazetteer, Tokens tokens) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
    }

    List<Mention> mentions() {
        findCounties();
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

    private @Nullable Mention startingAt(int from) {
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
            if (counties.get(from) && counties.get(to)) {
                Known known = gazetteer.look(tokens.text(from, to) + " County");
                if (known.isPlace()) {
                    Mention mention = mention(from, to, known);
                    mention.county = true;
                    return mention;
                }
            }
            if (from < to && tokens.endWithEnding(to) > tokens.at(to).end()) {
                Known whole = gazetteer.look(tokens.textWithEnding(from, to));
                if (whole.isPlace()) {
                    return mention(from, to, tokens.endWithEnding(to), whole);
                }
            }
            Known known = gazetteer.look(tokens.text(from, to));
            if (known.isPlace()
                    && writtenAsName(from, to, known)
                    && !hasIdleArticle(from, to)
                    && !isTownOfItsCouncil(to, known)) {
                return mention(from, to, known);
            }
        }
        return null;
    }

    /** Marks the names in front of "counties": "Wicomico, Somerset and Worcester counties". */
    private void findCounties() {
        for (int i = 1; i < tokens.size(); i++) {
            if (!tokens.word(i).equals("counties")) {
                continue;
            }
            int k = i - 1;
            while (k >= 0 && i - k <= LIST && isListed(k)) {
                counties.set(k, tokens.at(k).isCapital());
                k--;
            }
        }
    }

    private boolean isListed(int i) {
        String gap = tokens.gap(i).strip();
        return (gap.isEmpty() || gap.equals(","))
                && (tokens.at(i).isCapital() || tokens.word(i).equals("and"));
    }

    private Mention mention(int from, int to, Known known) {
        boolean abbreviation =
                from == to
                        ? isAbbreviation(from, known)
                        : known.needsComma() && tokens.commaBehind(from - 1);
        int last = abbreviation ? to : withItsFeature(from, to);
        int end = tokens.at(last).end();
        boolean postal =
                end - tokens.at(last).start() == 2 && tokens.at(last).shape() == Token.Shape.UPPER;
        if (abbreviation && !postal && tokens.whole().startsWith(".", end)) {
            end++;
        }
        Mention mention = mention(from, last, end, known);
        mention.abbreviation = abbreviation;
        return mention;
    }

    private Mention mention(int from, int to, int end, Known known) {
        int start = tokens.at(from).start();
        return new Mention(from, to, tokens.whole().substring(start, end), start, end, known);
    }

    /** "Orion Township", "Artibonite River": the gazetteer knows the name without what it is. */
    private int withItsFeature(int from, int to) {
        boolean feature =
                to + 1 < tokens.size()
                        && tokens.spaceBehind(to)
                        && tokens.at(to + 1).isCapital()
                        && Lexicon.FEATURES.contains(tokens.word(to + 1))
                        && !(tokens.spaceBehind(to + 1)
                                && Lexicon.GOVERNMENT.contains(tokens.word(to + 2)));
        return feature || isOwnCity(from, to) ? to + 1 : to;
    }

    /** "in Quetta City" is all one name; "against Leicester City" is a club. */
    private boolean isOwnCity(int from, int to) {
        return tokens.word(to + 1).equals("city")
                && tokens.spaceBehind(to)
                && tokens.at(to + 1).isCapital()
                && !(to + 2 < tokens.size()
                        && tokens.spaceBehind(to + 1)
                        && tokens.at(to + 2).isCapital())
                && (Lexicon.AT_PLACE.contains(tokens.word(from - 1))
                        || (tokens.word(from - 1).equals("of")
                                && Lexicon.OF_PLACE.contains(tokens.word(from - 2))));
    }

    /** "Aberdeen City Council" is the council of Aberdeen. */
    private boolean isTownOfItsCouncil(int to, Known known) {
        return tokens.word(to).equals("city")
                && tokens.spaceBehind(to)
                && tokens.at(to + 1).isCapital()
                && Lexicon.OF_TOWN.contains(tokens.word(to + 1))
                && gazetteer.kind(known.places()[0]) != Kind.CITY;
    }

    /** A region's short form, where such a form stands: "Gulf Shores, Ala.", "(R-Tenn.)". */
    private boolean isAbbreviation(int i, Known known) {
        Token token = tokens.at(i);
        if (token.shape() == Token.Shape.CASELESS) {
            return false;
        }
        boolean dotted = token.text().endsWith(".") || tokens.whole().startsWith(".", token.end());
        boolean postal = token.text().length() == 2 && token.shape() == Token.Shape.UPPER;
        if (!(tokens.commaBehind(i - 1) && (postal || dotted)) && !(tokens.isMember(i) && dotted)) {
            return false;
        }
        if (known.needsComma()) {
            return true;
        }
        return token.text().length() <= LONGEST_ABBREVIATION && isShortForRegion(token, known);
    }

    /** "Ala" is a town in Italy, too. */
    private boolean isShortForRegion(Token token, Known known) {
        for (int place : known.places()) {
            if (gazetteer.kind(place) == Kind.REGION
                    && gazetteer.name(place).length() > token.text().length()) {
                return true;
            }
        }
        return false;
    }

    private boolean mayBegin(int i) {
        return switch (tokens.at(i).shape()) {
            case CAPITAL, UPPER -> true;
            case CASELESS -> tokens.mayBeName(i);
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
        if (Tokens.isSpace(gap)) {
            return true;
        }
        return switch (gap) {
            case "-", "–", "'s ", "’s " -> true;
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
            return isAbbreviation(from, known);
        }
        if (Key.of(text).length() > 3 || Tokens.isCutOut(token)) {
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
}
