package dev.attache.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class OptionsTest {
    @Test
    void halfAMinuteWithASeedOfItsOwnUnlessSaidOtherwise() {
        assertThat(Options.of(List.of(), 42))
                .isEqualTo(new Options(Duration.ofSeconds(30), 42, 2, 3));
    }

    @Test
    void whatIsSaidHolds() {
        List<String> words =
                List.of("--minutes", "2.5", "--seed", "9", "--managers", "1", "--documents", "7");

        assertThat(Options.of(words, 42)).isEqualTo(new Options(Duration.ofSeconds(150), 9, 1, 7));
    }

    @Test
    void theReplayIsTheSameRun() {
        Options options = new Options(Duration.ofSeconds(90), 5, 1, 4);
        List<String> words = List.of(options.replay().split(" "));

        assertThat(Options.of(words.subList(words.indexOf("chaos") + 1, words.size()), 0))
                .isEqualTo(options);
    }

    @Test
    void oneManagerHasRoomForAllAndOneOfTwoHasNot() {
        assertThat(new Options(Duration.ofSeconds(1), 0, 1, 6).capacity()).isEqualTo(6);
        assertThat(new Options(Duration.ofSeconds(1), 0, 2, 6).capacity()).isBetween(4, 5);
    }

    @Test
    void wrongWordsAreRefused() {
        for (List<String> words :
                List.of(
                        List.of("--minutes"),
                        List.of("--minutes", "0"),
                        List.of("--minutes", "soon"),
                        List.of("--managers", "3"),
                        List.of("--documents", "1"),
                        List.of("--mercy", "1"))) {
            assertThatThrownBy(() -> Options.of(words, 0))
                    .as("%s", words)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
