package dev.attache.worker.extract;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Set;

/**
 * Knows when the words around a mention make it part of a longer name: a person, a firm, a club.
 */
final class LongerName {

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final Headlines headlines;
    private final Standing standing;
    private final Set<String> surnames = new HashSet<>();

    LongerName(Gazetteer gazetteer, Tokens tokens, Headlines headlines, Standing standing) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.headlines = headlines;
        this.standing = standing;
    }

    /** Whoever has been asked about "Whitney Houston" knows that Houston is a surname here. */
    boolean isSurname(String word) {
        return surnames.contains(word);
    }

    boolean takes(Mention mention) {
        return Lexicon.NEVER.contains(mention.key())
                || leftNeighbourTakesIt(mention)
                || isForeignName(mention)
                || isTitled(mention)
                || isAcronym(mention)
                || rightNeighbourTakesIt(mention)
                || isOwned(mention);
    }

    /** "ADEM" is some department: only in headlines and datelines are places in capitals. */
    private boolean isAcronym(Mention mention) {
        return !mention.abbreviation && !kind(mention).isWide() && headlines.shoutsAlone(mention);
    }

    private boolean leftNeighbourTakesIt(Mention mention) {
        int i = mention.from - 1;
        if (i < 0) {
            return false;
        }
        Token left = tokens.at(i);
        String gap = tokens.gap(i);
        if (mention.abbreviation) {
            return false;
        }
        if (gap.equals(". ")
                && left.isCapital()
                && (left.text().length() == 1 || Lexicon.HONOURS.contains(left.word()))) {
            return person(mention);
        }
        if (gap.equals("-") && Lexicon.PARTIES.contains(left.word())) {
            return false;
        }
        if (isHyphen(gap) && isGreat(mention) && isGreat(standing.endingAt(i))) {
            return false;
        }
        if ((gap.equals("-") && left.isCapital()) || gap.equals("&") || gap.equals(" & ")) {
            return true;
        }
        if (!gap.equals(" ") || (mention.within != null && !left.isCapital())) {
            return false;
        }
        if (Lexicon.HONOURS.contains(left.word())) {
            return left.isCapital() && person(mention);
        }
        if (!left.isCapital()
                || Lexicon.DIRECTIONS.contains(left.word())
                || Lexicon.DATES.contains(left.word())) {
            return false;
        }
        if (isTaken(i) || Lexicon.FUNCTION.contains(left.word()) || left.possessive()) {
            return false;
        }
        Known known = gazetteer.look(left.text());
        if (known.isFirstName()
                && !(left.opensSentence() && known.isWord() && mention.words() > 1)) {
            return person(mention);
        }
        if (headlines.isTitle(mention) || headlines.isShouted(mention) || mention.words() > 1) {
            return false;
        }
        if (Lexicon.LEFT_HEADS.contains(left.word())) {
            return true;
        }
        if (isPeople(left.word())) {
            return false;
        }
        if (left.opensSentence() && known.isWord()) {
            return false;
        }
        if (Lexicon.OFFICES.contains(left.word())) {
            return false;
        }
        return !mention.known.isSurname() || isGreatlyKnown(mention) || person(mention);
    }

    private boolean isGreatlyKnown(Mention mention) {
        return kind(mention).isWide() || gazetteer.isFamous(mention.known);
    }

    /** Remembers the surname, so that "Houston said" further on is the same person. */
    private boolean person(Mention mention) {
        surnames.add(tokens.at(mention.to).word());
        mention.person = true;
        return true;
    }

    /** The word in front belongs to a mention that stands on its own: "Athens Georgia". */
    private boolean isTaken(int word) {
        Mention other = standing.endingAt(word);
        return other != null && !other.rejected && kind(other).isWide();
    }

    private boolean rightNeighbourTakesIt(Mention mention) {
        int i = mention.to + 1;
        if (i >= tokens.size() || tokens.at(mention.to).possessive()) {
            return false;
        }
        Token right = tokens.at(i);
        String gap = tokens.gap(mention.to);
        if (isHyphen(gap) && isGreat(mention) && isGreat(standing.beginningAt(i))) {
            return false;
        }
        if (gap.equals("-")) {
            return right.isCapital() && !Lexicon.LINKED.contains(right.word());
        }
        if (gap.equals(" & ") || gap.equals("&")) {
            return right.isCapital();
        }
        if (!gap.equals(" ")) {
            return false;
        }
        if (right.shape() == Token.Shape.NUMBER) {
            return mention.known.isWord();
        }
        if (Lexicon.ILLNESSES.contains(right.word())) {
            return true;
        }
        if (!right.isCapital()) {
            return false;
        }
        if (headlines.isShouted(mention)
                || Lexicon.OFFICES.contains(right.word())
                || Lexicon.DATES.contains(right.word())) {
            return false;
        }
        if (hasGovernmentBehind(mention)) {
            return false;
        }
        if (right.word().equals("state") && tokens.spaceBehind(i)) {
            return kind(mention) == Kind.CITY || tokens.at(i + 1).isCapital();
        }
        if (right.word().equals("city")) {
            return true;
        }
        if (kind(mention) == Kind.COUNTY) {
            return Lexicon.ORGANISATIONS.contains(right.word());
        }
        if (Lexicon.ORGANISATIONS.contains(right.word())) {
            mention.hint = true;
            return true;
        }
        Known known = gazetteer.look(right.text());
        if (headlines.isTitle(mention)) {
            return known.isSurname() && !known.isWord() && mention.known.isFirstName();
        }
        if (containsNext(mention, i)) {
            return false;
        }
        mention.hint = kind(mention) == Kind.REGION;
        return true;
    }

    private Kind kind(Mention mention) {
        return gazetteer.kind(mention.known.places()[0]);
    }

    private static boolean isHyphen(String gap) {
        return gap.equals("-") || gap.equals("–");
    }

    /** "the U.S.-Mexico border", "Dallas-Fort Worth". */
    private boolean isGreat(@Nullable Mention mention) {
        return mention != null
                && (kind(mention).isWide()
                        || gazetteer.population(mention.known.places()[0]) >= 100_000);
    }

    /** "Moorish Spain", "Soviet Russia", "Victorian London". */
    private static boolean isPeople(String word) {
        return word.length() > 5
                && (word.endsWith("ish") || word.endsWith("ian") || word.endsWith("ese"));
    }

    /** "Victoria Police", "Oregon State Police", "Newry Crown Court": the body of a place. */
    boolean hasGovernmentBehind(Mention mention) {
        int i = mention.to + 1;
        if (kind(mention) == Kind.WATER
                || i >= tokens.size()
                || !tokens.spaceBehind(mention.to)
                || !tokens.at(i).isCapital()) {
            return false;
        }
        String word = tokens.word(i);
        if (Lexicon.GOVERNMENT.contains(word)) {
            return true;
        }
        boolean followed = tokens.spaceBehind(i) && tokens.at(i + 1).isCapital();
        return followed
                && Lexicon.HALF_GOVERNMENT.contains(word)
                && (Lexicon.GOVERNMENT.contains(tokens.word(i + 1))
                        || Lexicon.GOVERNMENT_TAILS.contains(tokens.word(i + 1)));
    }

    /** "Athens Georgia" without its comma. */
    private boolean containsNext(Mention mention, int next) {
        Mention other = standing.beginningAt(next);
        return other != null
                && !mention.known.isFirstName()
                && kind(other).isWide()
                && Containment.lies(gazetteer, mention, other) >= 0;
    }

    /** "Tour de France": the little word belongs to the name in front. */
    private boolean isForeignName(Mention mention) {
        int i = mention.from - 1;
        return i > 0
                && Lexicon.FOREIGN_OF.contains(tokens.word(i))
                && tokens.spaceBehind(i)
                && tokens.spaceBehind(i - 1)
                && tokens.at(i - 1).isCapital();
    }

    /** "Prince Albert" is a man, until somebody travels there. */
    private boolean isTitled(Mention mention) {
        boolean titled =
                mention.words() == 2
                        && kind(mention).isTown()
                        && !tokens.at(mention.from).possessive()
                        && Lexicon.TITLES.contains(tokens.word(mention.from));
        return titled
                && !Lexicon.AT_PLACE.contains(tokens.word(mention.from - 1))
                && mention.within == null
                && !Lexicon.TOWARDS.contains(tokens.word(mention.from - 1));
    }

    private boolean isOwned(Mention mention) {
        int i = mention.from - 1;
        if (i >= 0 && tokens.word(i).equals("the")) {
            i--;
        }
        if (i < 1 || !tokens.word(i).equals("of") || !tokens.spaceBehind(i - 1)) {
            return false;
        }
        Token head = tokens.at(i - 1);
        mention.hint = head.isCapital() && Lexicon.OF_HEADS.contains(head.word());
        return mention.hint;
    }
}
