package dev.attache.worker.extract;

/**
 * Knows the stretches where capitals tell nothing: headlines, and the datelines of news agencies.
 */
final class Headlines {

    private static final int LOOK_AHEAD = 7;
    private static final int LONGEST_ACRONYM = 5;

    private final Tokens tokens;
    private final boolean[] shouted;
    private final boolean[] title;

    Headlines(Tokens tokens) {
        this.tokens = tokens;
        shouted = new boolean[tokens.size()];
        title = new boolean[tokens.size()];
        int from = 0;
        for (int i = 1; i <= tokens.size(); i++) {
            if (i == tokens.size() || tokens.at(i).opensSentence()) {
                look(from, i);
                from = i;
            }
        }
    }

    /**
     * "LONDON (Reuters) -", "BEIRUT, Lebanon —": a name, perhaps an agency, and a dash at the head
     * of a line.
     */
    boolean isDateline(Mention mention) {
        int from = mention.from;
        int first = from;
        while (first > 0 && !tokens.at(first).opensSentence() && from - first < LOOK_AHEAD) {
            first--;
        }
        if (!tokens.at(first).opensSentence() || from - first > 3) {
            return false;
        }
        boolean upper =
                tokens.at(first).shape() == Token.Shape.UPPER
                        && tokens.at(first).text().length() > 2;
        boolean dated =
                mention.to + 1 < tokens.size()
                        && tokens.at(mention.to + 1).shape() == Token.Shape.NUMBER
                        && tokens.gap(mention.to).equals(" ");
        if (upper && first == from && dated) {
            return true;
        }
        int last = Math.min(mention.to + LOOK_AHEAD, tokens.size() - 1);
        for (int i = mention.to; i < last; i++) {
            String gap = tokens.gap(i);
            if (gap.indexOf(" - ") >= 0
                    || gap.indexOf("--") >= 0
                    || gap.indexOf('—') >= 0
                    || gap.indexOf(" – ") >= 0) {
                return upper || gap.indexOf(')') >= 0 || (i <= mention.to + 1 && first == from);
            }
            if (tokens.at(i + 1).shape() == Token.Shape.SMALL) {
                return false;
            }
        }
        return false;
    }

    /** All around is in capitals. */
    boolean isShouted(Mention mention) {
        return shouted[mention.from];
    }

    /** Capitals tell nothing of this word. */
    boolean isHeadline(int word) {
        return shouted[word] || title[word];
    }

    /** Every word of weight around has its capital. */
    boolean isTitle(Mention mention) {
        return title[mention.from];
    }

    /** One short word in capitals amid others that are not. */
    boolean shoutsAlone(Mention mention) {
        Token token = tokens.at(mention.from);
        return mention.words() == 1
                && token.shape() == Token.Shape.UPPER
                && token.text().length() <= LONGEST_ACRONYM
                && !isHeadline(mention.from)
                && !isDateline(mention)
                && !isShout(mention.from - 1)
                && !isShout(mention.to + 1);
    }

    private boolean isShout(int i) {
        return i >= 0
                && i < tokens.size()
                && tokens.at(i).shape() == Token.Shape.UPPER
                && tokens.at(i).text().length() > LONGEST_ACRONYM;
    }

    private void look(int from, int to) {
        int upper = 0;
        int capital = 0;
        int small = 0;
        for (int i = from; i < to; i++) {
            Token token = tokens.at(i);
            if (token.text().length() < 4) {
                continue;
            }
            switch (token.shape()) {
                case UPPER -> upper++;
                case CAPITAL -> capital++;
                case SMALL -> small++;
                case NUMBER, CASELESS -> {}
            }
        }
        int all = upper + capital + small;
        boolean stops = to > from && tokens.whole().startsWith(".", tokens.at(to - 1).end());
        for (int i = from; i < to; i++) {
            shouted[i] = upper >= 3 && upper * 10 >= all * 8;
            title[i] = !shouted[i] && !stops && all >= 4 && (capital + upper) * 100 >= all * 85;
        }
    }
}
