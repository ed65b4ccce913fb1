package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {

    @Test
    void aBrokenLineIsJoinedAndEveryOffsetStays() {
        String text =
                """
                The train left for the coast at noon and reached New
                York after dark, where a crowd had waited for hours in
                the rain. Then it went back.

                Next paragraph.
                """;

        String joined = Wrapped.joined(text);

        assertThat(joined).hasSameSizeAs(text).contains("New York after", "hours in the rain");
        assertThat(joined).contains("back.\n\nNext");
    }

    @Test
    void headlinesAndParagraphsStayApart() {
        String text =
                """
                Town of Madison Voters Reject School Budget for Second Time
                Residents of Madison turned down the budget on Tuesday night.
                The towns of Guilford and Clinton passed theirs in the spring.
                """;

        assertThat(Wrapped.joined(text)).isSameAs(text);
    }

    @Test
    void aShortLineEndsItsParagraph() {
        String text =
                """
                It rained for forty days and forty nights over all of
                the land.
                Boston was spared.
                """;

        assertThat(Wrapped.joined(text)).contains("of the land.\nBoston");
    }
}
