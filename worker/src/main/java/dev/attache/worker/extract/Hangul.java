package dev.attache.worker.extract;

import java.lang.Character.UnicodeScript;
import java.util.Set;

/** Korean writes what English says by prepositions at the end of the word: 서울에서, "in Seoul". */
final class Hangul {
    private static final Set<String> PARTICLES =
            Set.of(
                    "은", "는", "이", "가", "을", "를", "에", "의", "와", "과", "도", "로", "으로", "에서", "에는",
                    "에도", "에서는", "에서도", "까지", "부터", "만", "보다", "로는", "으로는", "이나", "나", "이라는", "라는");

    /** Words that are spelt like a country or a great city: means, pride, trade, a grey. */
    private static final Set<String> COMMON =
            Set.of("수단", "오만", "가나", "말리", "대전", "다카", "한양", "리가");

    private final Gazetteer gazetteer;

    Hangul(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    static boolean is(int point) {
        return UnicodeScript.of(point) == UnicodeScript.HANGUL;
    }

    /** Where the name ends that this word begins with, its particle cut off; else its own end. */
    int wordEnd(String text, int from, int to) {
        for (int end = to; end >= from + 2; end--) {
            boolean cut = end == to || PARTICLES.contains(text.substring(end, to));
            if (cut && isName(text.substring(from, end))) {
                return end;
            }
        }
        return to;
    }

    boolean isName(String word) {
        Known known = gazetteer.look(word);
        if (!known.isPlace() || COMMON.contains(word)) {
            return false;
        }
        int place = known.places()[0];
        return word.length() > 2
                || gazetteer.kind(place) == Kind.COUNTRY
                || gazetteer.population(place) >= 1_000_000;
    }
}
