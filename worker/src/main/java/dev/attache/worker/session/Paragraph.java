package dev.attache.worker.session;

import dev.attache.worker.crdt.Block;
import dev.attache.worker.marks.Marked;
import dev.attache.worker.marks.Plain;
import dev.attache.worker.sentence.Sentence;
import dev.attache.worker.sentence.Sentences;

import java.util.List;
import java.util.stream.Stream;

/** What is remembered of a block: its complete sentences as fingerprints, and its marks. */
@SuppressWarnings("ArrayRecordComponent") // Thousands of them: an array is a quarter of a list.
record Paragraph(int[] prints, List<Marked> marks) {
    static final Paragraph EMPTY = new Paragraph(new int[0], List.of());

    /**
     * A mark keeps the name it was put on, however the text under it has changed since.
     *
     * @param left whether the writer has gone on in another block: then this one says all it will
     */
    static Paragraph of(Block block, Paragraph earlier, boolean left) {
        int[] prints =
                readable(block)
                        .filter(sentence -> left || sentence.finished())
                        .mapToInt(sentence -> print(sentence, block.text()))
                        .toArray();
        List<Marked> marks =
                Marked.in(block).stream()
                        .map(
                                mark ->
                                        earlier.marks.stream()
                                                .filter(old -> old.geoId().equals(mark.geoId()))
                                                .findFirst()
                                                .map(old -> mark.named(old.name()))
                                                .orElse(mark))
                        .toList();
        return new Paragraph(prints, marks);
    }

    /** The sentences of it that may be marked, also one that is not finished yet. */
    static Stream<Sentence> readable(Block block) {
        return Plain.is(block) ? Stream.empty() : Sentences.of(block.text()).stream();
    }

    static int print(Sentence sentence, String text) {
        return Prints.of(text.subSequence(sentence.start(), sentence.end()));
    }
}
