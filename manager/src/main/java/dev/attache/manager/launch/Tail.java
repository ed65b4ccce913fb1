package dev.attache.manager.launch;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The last words of one worker, for the incident: so many lines and so many characters, no more.
 */
final class Tail {
    private static final int LINES = 200;
    private static final int CHARACTERS = 64 * 1024;
    private static final int LINE_CHARACTERS = 1000;

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private int characters;

    synchronized void add(String line) {
        String kept =
                line.length() <= LINE_CHARACTERS ? line : line.substring(0, LINE_CHARACTERS) + "…";
        lines.addLast(kept);
        characters += kept.length();
        while (lines.size() > LINES || characters > CHARACTERS) {
            characters -= lines.removeFirst().length();
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
