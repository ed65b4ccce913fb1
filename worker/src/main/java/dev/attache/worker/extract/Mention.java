package dev.attache.worker.extract;

/** A stretch of words [from, to] that may name a place, and how sure we are that it does. */
final class Mention {

    final int from;
    final int to;
    final int start;
    final int end;
    final Known known;
    double score;
    boolean rejected;

    /** The mention behind the comma that says where this one lies, or null: "Paris, Texas". */
    @org.jspecify.annotations.Nullable Mention within;

    /** Stands behind the comma of another one. */
    boolean names;

    int meaning = -1;

    Mention(int from, int to, int start, int end, Known known) {
        this.from = from;
        this.to = to;
        this.start = start;
        this.end = end;
        this.known = known;
    }

    int words() {
        return to - from + 1;
    }
}
