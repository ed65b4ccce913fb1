package dev.attache.migrations;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts a file into statements, as psql and the Supabase CLI do before they send them. */
final class SqlStatements {
    private static final Pattern DOLLAR_QUOTE = Pattern.compile("\\$[a-z]*\\$");

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private int begin;
    private int at;

    private SqlStatements(String text) {
        this.text = text;
    }

    static List<String> of(String text) {
        var cutter = new SqlStatements(text);
        cutter.cut();
        return cutter.statements;
    }

    private void cut() {
        while (at < text.length()) {
            if (text.startsWith("--", at)) {
                skipTo("\n", at);
            } else if (text.charAt(at) == '\'' || text.charAt(at) == '"') {
                skipTo(text.substring(at, at + 1), at + 1);
            } else if (text.charAt(at) == '$') {
                skipDollarQuote();
            } else if (text.charAt(at) == ';') {
                statements.add(text.substring(begin, at));
                begin = ++at;
            } else {
                at++;
            }
        }
        if (!text.substring(begin).isBlank()) {
            throw new IllegalArgumentException(
                    "the last statement has no semicolon: " + text.substring(begin));
        }
    }

    private void skipDollarQuote() {
        var quote = DOLLAR_QUOTE.matcher(text).region(at, text.length());
        if (quote.lookingAt()) {
            skipTo(quote.group(), quote.end());
        } else {
            at++;
        }
    }

    private void skipTo(String end, int from) {
        at = text.indexOf(end, from) + end.length();
    }
}
