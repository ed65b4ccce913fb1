package dev.attache.manager.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts `WORKER_COMMAND` into words as a shell would: blanks part, quotes join, a backslash takes
 * the next character as it is. Nothing is expanded: `$HOME`, `*` and `~` stay what they are.
 */
public final class CommandLine {
    private CommandLine() {}

    /** Throws with a sentence for the operator when a quote is left open or nothing is there. */
    public static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == '\'') {
                if (c == '\'') {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\\') {
                i++;
                if (i == line.length()) {
                    throw new IllegalArgumentException("the command ends with a backslash");
                }
                char next = line.charAt(i);
                // Inside double quotes a backslash is itself, except before these.
                if (quote == '"' && "\"\\$`".indexOf(next) < 0) {
                    word.append(c);
                }
                word.append(next);
                inWord = true;
            } else if (quote == '"') {
                if (c == '"') {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("the command has an open quote (" + quote + ")");
        }
        if (inWord) {
            words.add(word.toString());
        }
        if (words.isEmpty()) {
            throw new IllegalArgumentException("the command is empty");
        }
        return List.copyOf(words);
    }
}
