package dev.attache.worker.sentence;

import java.util.ArrayList;
import java.util.List;

/** Cuts a paragraph into sentences in one walk, and says of each whether it is finished. */
public final class Sentences {

    private static final String STOPS = ".?!…‽。！？｡．।॥؟۔።፧፨։՜՞᠃᠉។៕။";
    private static final String STOPS_WITHOUT_SPACE = "。！？｡．";
    private static final String CLOSERS = "\"'”’»›)]}）］】」』〉》〕*_“‘";

    private final String text;
    private final List<Sentence> found = new ArrayList<>();
    private int start;
    private boolean spoken;

    private Sentences(String text) {
        this.text = text;
    }

    /**
     * All sentences in order; the last one may be unfinished. A line break always ends a sentence.
     */
    public static List<Sentence> of(String paragraph) {
        return new Sentences(paragraph).walk();
    }

    public static List<Sentence> finished(String paragraph) {
        return of(paragraph).stream().filter(Sentence::finished).toList();
    }

    private List<Sentence> walk() {
        int at = 0;
        while (at < text.length()) {
            char here = text.charAt(at);
            if (here == '\n') {
                close(at, true);
                start = ++at;
            } else if (STOPS.indexOf(here) >= 0) {
                at = stop(at);
            } else {
                spoken |= Character.isLetterOrDigit(here);
                at++;
            }
        }
        close(text.length(), false);
        return found;
    }

    /** Looks at the run of stops and closers that begins here and gives the place to go on from. */
    private int stop(int at) {
        int end = at;
        while (end < text.length() && STOPS.indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        int closed = end;
        while (closed < text.length() && CLOSERS.indexOf(text.charAt(closed)) >= 0) {
            closed++;
        }
        boolean apart =
                closed == text.length()
                        || isSpace(text.charAt(closed))
                        || STOPS_WITHOUT_SPACE.indexOf(text.charAt(end - 1)) >= 0;
        if (apart && ends(at, end, closed)) {
            close(closed, true);
            start = closed;
        }
        return closed;
    }

    private boolean ends(int at, int end, int closed) {
        char mark = text.charAt(at);
        boolean runOfDots = mark == '…' || (mark == '.' && end - at > 1);
        if (mark != '.' && mark != '…') {
            return !goesOnSmall(closed);
        }
        if (runOfDots) {
            return !goesOnSmall(closed);
        }
        String word = Abbreviations.wordBefore(text, start, at);
        if (word.isEmpty()) {
            return spoken && !goesOnSmall(closed);
        }
        if (Abbreviations.neverEnds(word)) {
            return false;
        }
        if (Abbreviations.isNumeral(word)) {
            return !isListNumber(word, at) && !goesOnSmall(closed);
        }
        if (Abbreviations.mayEnd(word)) {
            return closed == text.length() || nextBeginsSentence(closed);
        }
        return closed > end || !goesOnSmall(closed);
    }

    /** "1. Buy milk": the number opens the sentence. */
    private boolean isListNumber(String word, int at) {
        int before = at - word.length();
        while (before > start && isSpace(text.charAt(before - 1))) {
            before--;
        }
        return before == start;
    }

    private boolean goesOnSmall(int at) {
        int next = next(at);
        return next < text.length()
                && Character.isLowerCase(text.codePointAt(next))
                && !brokenLine(at, next);
    }

    /**
     * Behind "U.S." or "Inc." only a word that names nothing by itself shows that a sentence
     * begins.
     */
    private boolean nextBeginsSentence(int at) {
        int next = next(at);
        if (next == text.length() || brokenLine(at, next)) {
            return true;
        }
        int end = next;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return Abbreviations.opensSentence(text.substring(next, end));
    }

    private boolean brokenLine(int from, int to) {
        return text.substring(from, to).indexOf('\n') >= 0;
    }

    private int next(int at) {
        while (at < text.length()
                && (isSpace(text.charAt(at)) || CLOSERS.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at;
    }

    private void close(int end, boolean finished) {
        spoken = false;
        int from = start;
        int to = end;
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        if (from < to) {
            found.add(new Sentence(from, to, finished));
        }
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
