package dev.attache.worker.extract;

import java.util.ArrayList;
import java.util.List;

/** Cuts a very long text at its line breaks, so that reading it takes no memory in proportion. */
final class Blocks {

    private static final int LONGEST = 200_000;

    private Blocks() {}

    record Block(int start, String text) {}

    static List<Block> of(String text) {
        List<Block> blocks = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            blocks.add(new Block(from, text.substring(from, to)));
            from = to;
        }
        return blocks;
    }

    private static int end(String text, int from) {
        if (text.length() - from <= LONGEST) {
            return text.length();
        }
        int most = from + LONGEST;
        for (char gap : new char[] {'\n', ' '}) {
            int at = text.lastIndexOf(gap, most - 1);
            if (at > from) {
                return at + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(most)) ? most - 1 : most;
    }
}
