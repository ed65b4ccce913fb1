package dev.attache.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.Stream;

class LooksTest {
    @Test
    void linesOfFieldsAreRead() {
        Looks looks =
                read(
                        "person\td1\tana\there\t1",
                        "paragraph\td1\tana\t0\tAna flew to Riga.",
                        "mark\td1\tana\t0\t12\tRiga\tgeo-1",
                        "sentence\td1\tana\tAna flew to Riga.\tRiga",
                        "person\td2\tben\taway\t0",
                        "object\td1\t1\tattached\t0\t0\t17");

        assertThat(looks.people())
                .containsExactly(
                        new Facts.Person(
                                "d1",
                                "ana",
                                "here",
                                1,
                                List.of(
                                        new Facts.Paragraph(
                                                "Ana flew to Riga.",
                                                List.of(new Facts.Mark(12, "Riga", "geo-1"))))),
                        new Facts.Person("d2", "ben", "away", 0, List.of()));
        assertThat(looks.sentences())
                .containsExactly(new Facts.Sentence("d1", "Ana flew to Riga.", List.of("Riga")));
        assertThat(looks.objects())
                .containsExactly(new Facts.ObjectSeen("d1", 1, "attached", 0, 0, 17));
    }

    @Test
    void aDocumentThatIsSilentIsMissing() {
        assertThat(read("silent\td1\tfetch failed", "a library's word").objects()).isEmpty();
    }

    private static Looks read(String... lines) {
        return Looks.of(Stream.of(lines).map(line -> line.split("\t", -1)).toList());
    }
}
