package dev.attache.worker.sentence;

import java.util.Locale;
import java.util.Set;

/** Words whose full stop is part of them. */
final class Abbreviations {

    private static final Set<String> NEVER_END =
            Set.of(
                    "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "gov", "sen", "rep", "gen",
                    "col", "lt", "sgt", "capt", "cmdr", "adm", "maj", "pres", "st", "mt", "ft",
                    "ste", "vs", "e.g", "i.e", "cf", "viz", "approx", "fig", "no", "nos", "vol",
                    "pp", "al", "messrs", "mme", "mlle", "hr", "fr", "supt", "atty", "dist", "bzw",
                    "z.b", "u.a", "d.h", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
                    "sept", "sep", "oct", "nov", "dec", "op", "ed", "eds", "tel", "ext", "incl",
                    "spc", "pfc", "cpl", "cllr", "sr", "sra", "dra", "nr", "str");
    private static final Set<String> MAY_END =
            Set.of(
                    "inc", "ltd", "co", "corp", "jr", "bros", "etc", "ave", "blvd", "rd", "llc",
                    "plc", "a.m", "p.m", "ala", "ariz", "ark", "calif", "colo", "conn", "del",
                    "fla", "ga", "ill", "ind", "kan", "ky", "mass", "md", "mich", "minn", "miss",
                    "mo", "mont", "neb", "nev", "okla", "ore", "pa", "tenn", "tex", "va", "vt",
                    "wash", "wis", "wyo", "ont", "que", "dept", "univ", "est", "min", "max",
                    "ph.d");
    private static final Set<String> OPENERS =
            Set.of(
                    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that",
                    "these", "those", "in", "on", "at", "but", "and", "there", "his", "her", "its",
                    "their", "our", "my", "when", "while", "if", "as", "for", "after", "before",
                    "what", "who", "how", "why", "where", "so", "then", "however", "not", "no",
                    "yes", "mr", "most", "some", "many", "all", "both", "one", "two", "from",
                    "with", "by", "or", "nor", "yet", "once", "such");

    private Abbreviations() {}

    /** The word that ends at the stop, dots inside it included: "e.g" for "e.g." */
    static String wordBefore(String text, int start, int stop) {
        int from = stop;
        while (from > start
                && (Character.isLetterOrDigit(text.charAt(from - 1))
                        || isInnerDot(text, start, from - 1))) {
            from--;
        }
        return text.substring(from, stop);
    }

    private static boolean isInnerDot(String text, int start, int at) {
        return text.charAt(at) == '.'
                && at > start
                && Character.isLetterOrDigit(text.charAt(at - 1));
    }

    static boolean neverEnds(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.equals("no")
                || small.equals("mar")
                || small.equals("ca")
                || small.equals("ed")
                || small.equals("fig")) {
            return small.equals("ca")
                    || (Character.isUpperCase(word.charAt(0)) && word.length() > 2);
        }
        boolean initial =
                word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        return initial || NEVER_END.contains(small);
    }

    /** "U.S.", "Inc.", "p.m.": may stand at the end, or not. */
    static boolean mayEnd(String word) {
        boolean dotted =
                word.indexOf('.') > 0
                        && word.length() <= 7
                        && word.replaceAll("[^.]", "").length() >= word.length() / 2;
        return dotted || MAY_END.contains(word.toLowerCase(Locale.ROOT));
    }

    static boolean isNumeral(String word) {
        return word.chars().allMatch(c -> Character.isDigit(c) || c == '.');
    }

    static boolean opensSentence(String word) {
        return !word.isEmpty()
                && Character.isUpperCase(word.charAt(0))
                && OPENERS.contains(word.toLowerCase(Locale.ROOT));
    }
}
