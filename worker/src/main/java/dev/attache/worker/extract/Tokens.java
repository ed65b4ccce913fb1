package dev.attache.worker.extract;

import dev.attache.worker.sentence.Sentence;
import dev.attache.worker.sentence.Sentences;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a text into words, and knows what stands between two of them. */
final class Tokens {

    private static final String APOSTROPHES = "'’ʼʻ‘";
    private static final String OPENING = "\"“”«»„‘'([—–-•*";

    private final String text;
    private final Unspaced unspaced;
    private final Hangul hangul;
    private final List<Token> all = new ArrayList<>();

    private Tokens(String text, Gazetteer gazetteer) {
        this.text = text;
        this.unspaced = new Unspaced(gazetteer);
        this.hangul = new Hangul(gazetteer);
    }

    /** Where blanks do not tell where a name ends, the gazetteer does. */
    static Tokens of(String text, Gazetteer gazetteer) {
        Tokens tokens = new Tokens(text, gazetteer);
        for (Sentence sentence : Sentences.of(text)) {
            tokens.cut(sentence.start(), sentence.end());
        }
        return tokens;
    }

    int size() {
        return all.size();
    }

    Token at(int i) {
        return all.get(i);
    }

    /** A name that was cut out of its run or its word; in other scripts no word is. */
    boolean mayBeName(int i) {
        Token token = all.get(i);
        char first = token.text().charAt(0);
        if (Unspaced.is(first)) {
            return unspaced.isName(text, token.start(), token.end());
        }
        return !Hangul.is(first) || hangul.isName(token.text());
    }

    /** In such a script a name may have three letters, and is written as one all the same. */
    static boolean isCutOut(Token token) {
        char first = token.text().charAt(0);
        return Unspaced.is(first) || Hangul.is(first);
    }

    /** The word in lower case, or empty beyond either end. */
    String word(int i) {
        return i < 0 || i >= all.size() ? "" : all.get(i).word();
    }

    /**
     * What stands between word i and the next; a line break beyond either end, so that nothing is
     * joined to it.
     */
    String gap(int i) {
        if (i < 0 || i + 1 >= all.size()) {
            return "\n";
        }
        return text.substring(all.get(i).end(), all.get(i + 1).start());
    }

    /** "Paris, Texas", also as corpora write it: "Paris , Texas". */
    boolean commaBehind(int i) {
        return gap(i).strip().equals(",");
    }

    boolean spaceBehind(int i) {
        return isSpace(gap(i));
    }

    /** Also two of them, as typists put behind a full stop. */
    static boolean isSpace(String gap) {
        return !gap.isEmpty() && gap.chars().allMatch(c -> c == ' ' || c == '\u00a0');
    }

    /** "R-" and "D-" in front: a member of congress for what follows. */
    boolean isMember(int i) {
        return gap(i - 1).equals("-") && Lexicon.PARTIES.contains(word(i - 1));
    }

    String text(int from, int to) {
        return text.substring(all.get(from).start(), all.get(to).end());
    }

    /** "St. John's" where the words are [St, John]: its ending may be the name's own. */
    String textWithEnding(int from, int to) {
        return text.substring(all.get(from).start(), endWithEnding(to));
    }

    int endWithEnding(int i) {
        int end = all.get(i).end();
        boolean ending =
                all.get(i).possessive()
                        && end + 1 < text.length()
                        && APOSTROPHES.indexOf(text.charAt(end)) >= 0
                        && (text.charAt(end + 1) | 32) == 's';
        return ending ? end + 2 : end;
    }

    String whole() {
        return text;
    }

    private void cut(int from, int to) {
        int at = from;
        boolean first = true;
        while (at < to) {
            if (!Character.isLetterOrDigit(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            int end = dotted(at, to);
            if (end < 0) {
                end = word(at, to);
            }
            boolean opens = first || (all.size() > 0 && opensQuote(all.getLast().end(), at));
            add(at, end, opens);
            first = false;
            at = end;
        }
    }

    /** “Paris is …” inside a sentence begins one of its own. */
    private boolean opensQuote(int from, int to) {
        String gap = text.substring(from, to);
        return gap.length() >= 2
                && (gap.indexOf('"') >= 0 || gap.indexOf('“') >= 0 || gap.indexOf('•') >= 0)
                && OPENING.indexOf(gap.charAt(gap.length() - 1)) >= 0;
    }

    /** "U.S." is one word, its last stop included; -1 for anything else. */
    private int dotted(int at, int to) {
        int end = at;
        int letters = 0;
        while (end + 1 < to
                && Character.isLetter(text.charAt(end))
                && text.charAt(end + 1) == '.') {
            end += 2;
            letters++;
        }
        if (letters < 2) {
            return -1;
        }
        return end;
    }

    private int word(int at, int to) {
        if (Unspaced.is(text.charAt(at))) {
            return unspaced.wordEnd(text, at, to);
        }
        int end = wholeWord(at, to);
        return Hangul.is(text.charAt(at)) ? hangul.wordEnd(text, at, end) : end;
    }

    private int wholeWord(int at, int to) {
        int end = at;
        while (end < to) {
            int c = text.codePointAt(end);
            boolean inside =
                    Character.isLetterOrDigit(c)
                            || Character.getType(c) == Character.NON_SPACING_MARK
                            || Character.getType(c) == Character.COMBINING_SPACING_MARK;
            boolean apostrophe =
                    APOSTROPHES.indexOf(c) >= 0
                            && end > at
                            && end + 1 < to
                            && Character.isLetter(text.codePointAt(end + 1));
            if ((!inside && !apostrophe) || Unspaced.is(c)) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }

    private void add(int start, int end, boolean opens) {
        int cut = end;
        boolean possessive = false;
        if (end - start > 2
                && APOSTROPHES.indexOf(text.charAt(end - 2)) >= 0
                && (text.charAt(end - 1) | 32) == 's') {
            cut = end - 2;
            possessive = true;
        } else if (end < text.length()
                && APOSTROPHES.indexOf(text.charAt(end)) >= 0
                && text.charAt(end - 1) == 's') {
            possessive = true;
        }
        String cutText = text.substring(start, cut);
        all.add(
                new Token(
                        start,
                        cut,
                        cutText,
                        cutText.toLowerCase(Locale.ROOT),
                        shape(cutText),
                        possessive,
                        opens));
    }

    private static Token.Shape shape(String word) {
        int first = word.codePointAt(0);
        if (Character.isDigit(first)) {
            return Token.Shape.NUMBER;
        }
        if (Character.isUpperCase(first) || Character.isTitleCase(first)) {
            return word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT))
                    ? Token.Shape.UPPER
                    : Token.Shape.CAPITAL;
        }
        if (Character.isLowerCase(first)) {
            boolean elided =
                    word.length() > 2
                            && APOSTROPHES.indexOf(word.charAt(1)) >= 0
                            && Character.isUpperCase(word.charAt(2));
            return elided ? Token.Shape.CAPITAL : Token.Shape.SMALL;
        }
        return Token.Shape.CASELESS;
    }
}
