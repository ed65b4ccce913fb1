package dev.attache.worker.extract;

/** A stretch of words [from, to] that may name a place, and how sure we are that it does. */
final class Mention {

    final int from;
    final int to;
    final String text;
    final int start;
    final int end;
    final Known known;
    private @org.jspecify.annotations.Nullable String key;
    double score;
    boolean rejected;

    /** The mention behind the comma that says where this one lies, or null: "Paris, Texas". */
    @org.jspecify.annotations.Nullable Mention within;

    /** Names no place itself, but tells where we are: "Boston Globe", "University of Texas". */
    boolean hint;

    /** One of "Harris and Montgomery counties". */
    boolean county;

    /** "Ga." behind a comma, or "Tenn." behind a member's party: "(R-Tenn.)". */
    boolean abbreviation;

    /** Stands behind the comma of another one. */
    boolean names;

    /** Part of somebody's name: "Whitney Houston". */
    boolean person;

    int meaning = -1;

    Mention(int from, int to, String text, int start, int end, Known known) {
        this.from = from;
        this.to = to;
        this.text = text;
        this.start = start;
        this.end = end;
        this.known = known;
    }

    /** Mentions with the same key name the same. */
    String key() {
        String made = key;
        if (made == null) {
            made = Key.of(text);
            key = made;
        }
        return made;
    }

    boolean isAccepted() {
        return !rejected && score >= Judge.ENOUGH;
    }

    int words() {
        return to - from + 1;
    }
}
