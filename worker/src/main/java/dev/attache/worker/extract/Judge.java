package dev.attache.worker.extract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides which mentions are meant as places. Each sign for or against adds to a score, in the
 * manner of log odds; a few look-alikes ("Paris Hilton", "Bank of America") are out whatever the
 * score.
 */
final class Judge {

    static final double ENOUGH = 1.0;

    private final Gazetteer gazetteer;
    private final Tokens tokens;
    private final Headlines headlines;
    private final Prior prior;
    private final List<Mention> mentions;
    private final Set<String> surnames = new HashSet<>();
    private final Set<String> sure = new HashSet<>();

    Judge(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.mentions = mentions;
        this.headlines = new Headlines(tokens);
        this.prior = new Prior(gazetteer);
    }

    void judge() {
        Containment.link(gazetteer, tokens, mentions);
        for (Mention mention : mentions) {
            mention.rejected = isPartOfAnotherName(mention);
            mention.score = prior.of(mention, tokens.at(mention.from)) + context(mention);
            if (!mention.rejected && mention.score >= ENOUGH + 1.5) {
                sure.add(key(mention));
            }
        }
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            mention.score += company(i);
            if (surnames.contains(tokens.at(mention.to).word())
                    && mention.within == null
                    && !sure.contains(key(mention))) {
                mention.score -= 4;
            } else if (sure.contains(key(mention))) {
                mention.score += 1;
            }
        }
    }

    private String key(Mention mention) {
        return tokens.text(mention.from, mention.to);
    }

    private double context(Mention mention) {
        double value = 0;
        String before = tokens.spaceBehind(mention.from - 1) ? tokens.word(mention.from - 1) : "";
        String after = tokens.spaceBehind(mention.to) ? tokens.word(mention.to + 1) : "";
        boolean afterIsSmall =
                mention.to + 1 < tokens.size()
                        && tokens.at(mention.to + 1).shape() == Token.Shape.SMALL;
        boolean named = mention.words() > 1 || !gazetteer.kind(mention.known.places()[0]).isTown();
        if (Lexicon.AT_PLACE.contains(before)) {
            boolean date = Lexicon.DATES.contains(tokens.word(mention.from));
            value += date ? 0 : mention.known.flags() == 0 ? 2.6 : 3.3;
        } else if (Lexicon.TOWARDS.contains(before)) {
            boolean motion =
                    before.equals("to") && Lexicon.MOTIONS.contains(tokens.word(mention.from - 2));
            value += motion ? 2.6 : 1.6;
        } else if (before.equals("of")) {
            value += Lexicon.OF_PLACE.contains(tokens.word(mention.from - 2)) ? 3 : 0.9;
        } else if (Lexicon.DIRECTIONS.contains(before)) {
            value += 2;
        } else if (before.equals("the")
                && !named
                && !(afterIsSmall && Lexicon.BELONGINGS.contains(after))) {
            value -= 1.5;
        }
        if (afterIsSmall && Lexicon.BELONGINGS.contains(after)) {
            value += 1.2;
        }
        if (afterIsSmall
                && Lexicon.SAYS.contains(after)
                && (mention.known.isFirstName() || mention.known.isSurname())) {
            value -= gazetteer.rank(mention.known.places()[0]) == 3 ? 1.3 : 2;
        }
        if (Lexicon.OFFICES.contains(after) && !afterIsSmall) {
            value += 1.2;
        }
        if (tokens.gap(mention.to).equals("-")
                && Lexicon.LINKED.contains(tokens.word(mention.to + 1))) {
            value += 2.2;
        }
        if (mention.within != null) {
            value += 4;
        }
        if (tokens.gap(mention.from - 1).strip().endsWith("(")
                && tokens.gap(mention.to).strip().startsWith(")")) {
            value += 1.2;
        }
        if (mention.names) {
            value += 4;
        }
        if (headlines.isDateline(mention)) {
            value += 4;
        } else if (headlines.isShouted(mention)) {
            boolean country = gazetteer.kind(mention.known.places()[0]) == Kind.COUNTRY;
            value -= mention.known.isWord() && !country ? 3 : 0.5;
        }
        return value;
    }

    /** A list of places lends its certainty: "Leeds, Hull and Reading". */
    private double company(int i) {
        return Math.max(link(i - 1, i), link(i, i + 1));
    }

    private double link(int left, int right) {
        if (left < 0 || right >= mentions.size()) {
            return 0;
        }
        Mention one = mentions.get(left);
        Mention other = mentions.get(right);
        boolean beside = one.to + 1 == other.from && tokens.commaBehind(one.to);
        boolean and = one.to + 2 == other.from && Lexicon.JOINS.contains(tokens.word(one.to + 1));
        if (!(beside || and) || one.rejected || other.rejected) {
            return 0;
        }
        return Math.max(one.score, other.score) >= ENOUGH + 0.8 ? 2.5 : 0;
    }

    private boolean isPartOfAnotherName(Mention mention) {
        return Lexicon.NEVER.contains(Key.of(key(mention)))
                || leftNeighbourTakesIt(mention)
                || isForeignName(mention)
                || isTitled(mention)
                || rightNeighbourTakesIt(mention)
                || isOwned(mention);
    }

    private boolean leftNeighbourTakesIt(Mention mention) {
        int i = mention.from - 1;
        if (i < 0) {
            return false;
        }
        Token left = tokens.at(i);
        String gap = tokens.gap(i);
        if (gap.equals(". ")
                && left.isCapital()
                && (left.text().length() == 1 || Lexicon.HONOURS.contains(left.word()))) {
            return person(mention);
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
        if (left.opensSentence() && known.isWord()) {
            return false;
        }
        return !Lexicon.OFFICES.contains(left.word());
    }

    /** Remembers the surname, so that "Houston said" further on is the same person. */
    private boolean person(Mention mention) {
        surnames.add(tokens.at(mention.to).word());
        return true;
    }

    /** The word in front belongs to a mention that stands on its own: "Athens Georgia". */
    private boolean isTaken(int word) {
        for (Mention other : mentions) {
            if (other.to == word) {
                return !other.rejected
                        && other.known.places().length > 0
                        && gazetteer.kind(other.known.places()[0]).isWide();
            }
        }
        return false;
    }

    private boolean rightNeighbourTakesIt(Mention mention) {
        int i = mention.to + 1;
        if (i >= tokens.size() || tokens.at(mention.to).possessive()) {
            return false;
        }
        Token right = tokens.at(i);
        String gap = tokens.gap(mention.to);
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
        if (!right.isCapital()) {
            return false;
        }
        if (headlines.isShouted(mention)
                || Lexicon.OFFICES.contains(right.word())
                || Lexicon.DATES.contains(right.word())) {
            return false;
        }
        if (Lexicon.ORGANISATIONS.contains(right.word())) {
            return true;
        }
        Known known = gazetteer.look(right.text());
        if (headlines.isTitle(mention)) {
            return known.isSurname() && !known.isWord() && mention.known.isFirstName();
        }
        if (containsNext(mention, i)) {
            return false;
        }
        return true;
    }

    /** "Athens Georgia" without its comma. */
    private boolean containsNext(Mention mention, int next) {
        for (Mention other : mentions) {
            if (other.from == next) {
                return Containment.lies(gazetteer, mention, other) >= 0;
            }
        }
        return false;
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
        boolean titled = mention.words() == 2 && Lexicon.TITLES.contains(tokens.word(mention.from));
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
        return head.isCapital() && Lexicon.OF_HEADS.contains(head.word());
    }
}
