package dev.attache.worker.sentence;

/** A stretch [start, end) of a paragraph in UTF-16 units, without the space around it. */
public record Sentence(int start, int end, boolean finished) {

    public Sentence {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("empty sentence: [" + start + ", " + end + ")");
        }
    }

    public String in(CharSequence paragraph) {
        return paragraph.subSequence(start, end).toString();
    }
}
