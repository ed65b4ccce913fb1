package dev.attache.manager.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.attache.protocol.DocumentId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DocumentFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; anything; true",
                "' , '; anything; true",
                "team-*; team-a; true",
                "team-*; a-team-a; false",
                "team-*, !team-b*; team-b1; false",
                "!draft-*; note; true",
                "!draft-*; draft-1; false",
                "n?te; note; true",
                "n?te; n😀te; true",
                "n?te; noote; false",
                "a.c; abc; false",
                "a(b|[c*; a(b|[cd; true",
                "*/*; a/b/c; true",
            })
    void mindsWhatIsIncludedAndNotExcluded(String patterns, String document, boolean minded) {
        assertThat(DocumentFilter.of(patterns).test(new DocumentId(document))).isEqualTo(minded);
    }

    @Test
    void anExclusionOfNothingIsAFault() {
        assertThatThrownBy(() -> DocumentFilter.of("a*, !"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`!` alone excludes nothing");
    }
}
