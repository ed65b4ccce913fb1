package dev.attache.worker.extract;

/** A finished sentence to be read, and the paragraph around it, which is only looked at. */
public record Passage(String sentence, String paragraph, int start) {

    /** {@code start} is where the sentence begins in the paragraph, in UTF-16 units. */
    public Passage {
        if (!paragraph.startsWith(sentence, start)) {
            throw new IllegalArgumentException(
                    "the sentence does not stand at " + start + " of its paragraph");
        }
    }

    public static Passage alone(String text) {
        return new Passage(text, text, 0);
    }
}
