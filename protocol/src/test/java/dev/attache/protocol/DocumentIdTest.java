package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

class DocumentIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a\nb", "a\u0000", "\u007f", "\u0085", "\ud83d", "\udc00x"})
    void namesThatNoUrlOrLogCanCarryAreRefused(String name) {
        assertThat(DocumentId.parse(name)).isEmpty();
        assertThatThrownBy(() -> new DocumentId(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameHas256CharactersHoweverManyUnitsTheyTake() {
        assertThat(DocumentId.parse("🗺".repeat(256))).isPresent();
        assertThat(DocumentId.faultIn("🗺".repeat(257)))
                .contains("a document's name has at most 256 characters, not 257");
    }

    @ParameterizedTest
    @CsvSource({
        "d7,d7",
        "a/b,a%2Fb",
        "../etc,..%2Fetc",
        "a b+c*~,a%20b%2Bc%2A~",
        "50%?x#y,50%25%3Fx%23y",
        "Zürich 🗺,Z%C3%BCrich%20%F0%9F%97%BA"
    })
    void inAUrlItIsOneSegment(String name, String segment) {
        assertThat(new DocumentId(name).urlSegment()).isEqualTo(segment);
    }

    @Test
    void everyNameComesBackFromItsUrl() {
        Seeds.each(
                5_000,
                100_000,
                random -> {
                    String text = new Messages(random).text();
                    DocumentId.parse(text)
                            .ifPresent(
                                    id ->
                                            assertThat(
                                                            URI.create(
                                                                            "http://h/"
                                                                                    + id
                                                                                            .urlSegment())
                                                                    .getPath())
                                                    .isEqualTo("/" + text));
                });
    }

    @Test
    void everyNameHasAFileOfItsOwnOnEveryFileSystem() {
        Set<String> files = new HashSet<>();
        for (String name :
                new String[] {
                    "a/b", "a:b", "A/B", "a_b", "..a", "x".repeat(256), "x".repeat(255), "日本"
                }) {
            String file = new DocumentId(name).fileName();

            assertThat(file).matches("[A-Za-z0-9_-]{1,81}").doesNotStartWith(".");
            assertThat(files.add(file.toLowerCase(Locale.ROOT))).isTrue();
        }
    }
}
