package dev.attache.worker.extract;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Set;

/**
 * Names in scripts that put no blanks between words: Chinese and Japanese. A name is cut out of its
 * run where the gazetteer knows one, the longest first. There are no capitals, and two characters
 * are soon found by chance: short names must be those of countries and of great cities.
 */
final class Unspaced {
    private static final int LONGEST = 10;
    private static final int PROLONGED = 'ー';

    /** Words, surnames and dishes that are spelt like a country or a great city. */
    private static final Set<String> COMMON =
            Set.of(
                    "中山", "三重", "大分", "千葉", "山口", "川崎", "石川", "宮崎", "大田", "长治", "長治", "常德", "常徳",
                    "中非", "海地", "黑山", "关口", "南極", "汉堡", "漢堡", "雪梨", "玉山", "光州", "江原", "六安", "天水",
                    "全北", "全南", "内江", "內江", "襄樊", "樊城", "和平", "太平", "平安", "白银", "胜利", "勝利", "光明",
                    "東海", "东海", "大和");

    /** Behind a name they make it a people, a language, a person, a team or a university. */
    private static final Set<String> NOT_BEHIND =
            Set.of(
                    "人", "语", "語", "话", "話", "裔", "系", "氏", "様", "君", "さん", "くん", "ちゃん", "先生", "大学",
                    "大學", "队", "隊", "选手", "選手", "監督");

    /** 今日本店 is today and the main shop, 其中国内 among them and at home. */
    private static final Map<String, String> NOT_AFTER =
            Map.of("日本", "今昨明每毎翌即当當", "中国", "其", "中國", "其");

    /** 印度尼西亚 is Indonesia, 印度洋 and 日本海 are seas, 马里兰 is Maryland. */
    private static final Map<String, String> NOT_BEFORE =
            Map.of("印度", "尼洋", "日本", "海", "马里", "兰", "馬里", "蘭");

    private final Gazetteer gazetteer;

    Unspaced(Gazetteer gazetteer) {
        this.gazetteer = gazetteer;
    }

    static boolean is(int point) {
        return point == PROLONGED || isHan(point) || isKatakana(point) || isHiragana(point);
    }

    /** Of the word that begins here: it is a name, or ends before the next one. */
    int wordEnd(String text, int from, int to) {
        int name = nameEnd(text, from, to);
        int at = name > 0 ? name : from;
        while (name < 0 && at < to && is(text.charAt(at))) {
            at++;
            name = nameEnd(text, at, to);
        }
        return at;
    }

    boolean isName(String text, int start, int end) {
        return nameEnd(text, start, text.length()) == end;
    }

    /** -1 where no name begins. */
    private int nameEnd(String text, int from, int to) {
        if (from >= to) {
            return -1;
        }
        if (isKatakana(text.charAt(from))) {
            return katakanaEnd(text, from, to);
        }
        int most = from;
        while (most < to && most < from + LONGEST && isHan(text.charAt(most))) {
            most++;
        }
        for (int end = most; end >= from + 2; end--) {
            if (isHanName(text, from, end)) {
                return end;
            }
        }
        return -1;
    }

    private boolean isHanName(String text, int from, int end) {
        String name = text.substring(from, end);
        Known known = gazetteer.look(name);
        return known.isPlace()
                && (name.length() > 2 || isGreat(known))
                && !COMMON.contains(name)
                && !isPartOfAWord(text, from, name)
                && !makesAnother(text, end);
    }

    private static boolean isPartOfAWord(String text, int from, String name) {
        int end = from + name.length();
        return (from > 0 && NOT_AFTER.getOrDefault(name, "").indexOf(text.charAt(from - 1)) >= 0)
                || (end < text.length()
                        && NOT_BEFORE.getOrDefault(name, "").indexOf(text.charAt(end)) >= 0);
    }

    private static boolean makesAnother(String text, int end) {
        return NOT_BEHIND.stream().anyMatch(behind -> text.startsWith(behind, end));
    }

    /**
     * A word of katakana is all one name. The gazetteer knows it without the marks that tell ba
     * from pa and ha, so that a short one may be another word.
     */
    private int katakanaEnd(String text, int from, int to) {
        if (from > 0 && isKatakana(text.charAt(from - 1))) {
            return -1;
        }
        int end = from;
        while (end < to && isKatakana(text.charAt(end))) {
            end++;
        }
        if (end - from < 3 || makesAnother(text, end)) {
            return -1;
        }
        Known known = gazetteer.look(text.substring(from, end));
        boolean sure = end - from > 3 || (known.isPlace() && isCountry(known));
        return known.isPlace() && sure ? end : -1;
    }

    private boolean isGreat(Known known) {
        return isCountry(known) || gazetteer.population(known.places()[0]) >= 1_000_000;
    }

    private boolean isCountry(Known known) {
        return gazetteer.kind(known.places()[0]) == Kind.COUNTRY;
    }

    private static boolean isHan(int point) {
        return UnicodeScript.of(point) == UnicodeScript.HAN;
    }

    private static boolean isKatakana(int point) {
        return point == PROLONGED || UnicodeScript.of(point) == UnicodeScript.KATAKANA;
    }

    private static boolean isHiragana(int point) {
        return UnicodeScript.of(point) == UnicodeScript.HIRAGANA;
    }
}
