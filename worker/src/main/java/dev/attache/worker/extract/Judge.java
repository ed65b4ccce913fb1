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
    private final Standing standing;
    private final LongerName longer;
    private final Set<String> sure = new HashSet<>();

    Judge(Gazetteer gazetteer, Tokens tokens, List<Mention> mentions) {
        this.gazetteer = gazetteer;
        this.tokens = tokens;
        this.mentions = mentions;
        this.headlines = new Headlines(tokens);
        this.prior = new Prior(gazetteer);
        this.standing = new Standing(tokens, mentions);
        this.longer = new LongerName(gazetteer, tokens, headlines, standing);
    }

    void judge() {
        Containment.link(gazetteer, tokens, mentions);
        for (Mention mention : mentions) {
            mention.rejected = longer.takes(mention);
            mention.score = prior.of(mention, tokens.at(mention.from)) + context(mention);
            if (!mention.rejected && mention.score >= ENOUGH + 1.5) {
                sure.add(mention.key());
            }
        }
        for (int i = 0; i < mentions.size(); i++) {
            Mention mention = mentions.get(i);
            mention.score += company(i);
            if (longer.isSurname(tokens.at(mention.to).word())
                    && mention.within == null
                    && !sure.contains(mention.key())) {
                mention.score -= 4;
            } else if (sure.contains(mention.key())) {
                mention.score += 2;
            }
        }
    }

    private double context(Mention mention) {
        double value = 0;
        String before = tokens.spaceBehind(mention.from - 1) ? tokens.word(mention.from - 1) : "";
        String after = tokens.spaceBehind(mention.to) ? tokens.word(mention.to + 1) : "";
        boolean afterIsSmall =
                mention.to + 1 < tokens.size()
                        && tokens.at(mention.to + 1).shape() == Token.Shape.SMALL;
        boolean named = mention.words() > 1 || !gazetteer.kind(mention.known.places()[0]).isTown();
        if (Lexicon.AT_PLACE.contains(before) || isBetween(mention, before)) {
            boolean date = Lexicon.DATES.contains(tokens.word(mention.from));
            value += date ? 0 : mention.known.flags() == 0 ? 2.6 : 3.3;
        } else if (Lexicon.TOWARDS.contains(before)) {
            boolean motion =
                    before.equals("to") && Lexicon.MOTIONS.contains(tokens.word(mention.from - 2));
            value += motion ? 2.6 : 1.6;
        } else if (before.equals("of")) {
            value += ofPlace(mention);
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
            value -= gazetteer.isFamous(mention.known) ? 0.8 : 2;
        }
        if (afterIsSmall
                && Lexicon.GOVERNS.contains(after)
                && gazetteer.hasCapital(mention.known)) {
            value += 1.2;
        }
        if (!afterIsSmall
                && (Lexicon.OFFICES.contains(after) || longer.hasGovernmentBehind(mention))) {
            value += 1.2;
        }
        if (Lexicon.PLAYS.contains(before) || (afterIsSmall && Lexicon.PLAYS.contains(after))) {
            boolean person = mention.known.isSurname() && !gazetteer.isFamous(mention.known);
            value += person ? 0.4 : 1.2;
        }
        if (mention.abbreviation && !mention.names) {
            value += 2.5;
        }
        if (tokens.isMember(mention.from)) {
            value += 3;
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
        if (mention.names || mention.county) {
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

    /** "the road between Bardsey and Collingham". */
    private boolean isBetween(Mention mention, String before) {
        if (before.equals("between")) {
            return tokens.word(mention.to + 1).equals("and")
                    && standing.beginningAt(mention.to + 2) != null;
        }
        Mention other = before.equals("and") ? standing.endingAt(mention.from - 2) : null;
        return other != null && tokens.word(other.from - 1).equals("between");
    }

    private double ofPlace(Mention mention) {
        int head = mention.from - 2;
        if (tokens.commaBehind(head)) {
            // "Dana Miller, 51, of Rugby" tells where people live, "Lancaster, of Castlegate"
            // often.
            return tokens.at(head).shape() == Token.Shape.NUMBER ? 3.6 : 1.8;
        }
        return Lexicon.OF_PLACE.contains(tokens.word(head)) ? 3 : 0.9;
    }

    /** A list of places lends its certainty: "Leeds, Hull and Reading". */
    private double company(int i) {
        return Math.max(link(i - 1, i), link(i, i + 1));
    }

    /** "in Wexford and Cork": both of them are where somebody is. */
    private boolean isAtPlace(Mention mention) {
        return tokens.spaceBehind(mention.from - 1)
                && Lexicon.AT_PLACE.contains(tokens.word(mention.from - 1));
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
        double surer = Math.max(one.score, other.score);
        if (and && one.score >= ENOUGH + 0.8 && isAtPlace(one)) {
            return 3.3;
        }
        return surer >= ENOUGH + 0.8 ? 2.5 : surer >= ENOUGH ? 1.5 : 0;
    }
}
