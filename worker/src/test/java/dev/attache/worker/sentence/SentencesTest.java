package dev.attache.worker.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;

class SentencesTest {

    /** A bar stands where a finished sentence ends; what follows the last bar is unfinished. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "It rained.| We left.|",
                "It rained.| We",
                "Prices rose 3.5 percent.| He paid $3.50.|",
                "Bring fruit, e.g. apples, i.e. food.|",
                "The U.S. sent troops.| He left the U.S.| The plan failed.|",
                "The U.S. Senate met.|",
                "Mr. Smith met Dr. J. R. Jones in St. Louis.|",
                "J. K. Rowling wrote it.| Franz K. fled",
                "See https://example.com/a.b?c=d.| It works.|",
                "Write to a.b@example.org today.| Thanks!|",
                "\"We won.\"| He smiled.|",
                "\"We won!\" he said.|",
                "“Is it over?” she asked.|",
                "(It was late.)| We left.|",
                "He paused... and went on.|",
                "He paused…| Then he went on.|",
                "Really?!| Yes!!!| No",
                "Yahoo! is a firm.|",
                "At 5 p.m. the bell rang.| It was 5 p.m.| The bell rang.|",
                "Acme Inc. bought it.| Acme Inc.| The end.|",
                "1. Buy milk.| 2. Buy eggs.|",
                "The war ended in 1945.| Peace came.|",
                "我住在巴黎。|她住在东京！|好吗？|",
                "वह दिल्ली में रहता है।| अच्छा",
                "هل هو في القاهرة؟| نعم.|",
                "one line|\nanother line",
                "No stop here",
            })
    void endsSentencesWhereAReaderWould(String marked) {
        assertThat(mark(marked.replace("|", ""))).isEqualTo(marked);
    }

    @Test
    void rangesAreInUtf16UnitsWithoutTheSpaceAround() {
        List<Sentence> sentences = Sentences.of("  😀 Hello.  Bye. ");

        assertThat(sentences)
                .containsExactly(new Sentence(2, 11, true), new Sentence(13, 17, true));
    }

    @Test
    void aMillionCharactersTakeOneWalkWhateverTheyAre() {
        for (String piece :
                List.of(
                        "a. ", "5. a ", "( . ", "...", ". ", "U.S. ", "a", "\"", ".\" ",
                        "e.g. x ")) {
            String text = piece.repeat(1_000_000 / piece.length());

            Assertions.assertTimeout(Duration.ofSeconds(20), () -> Sentences.of(text), piece);
        }
    }

    private static String mark(String text) {
        StringBuilder marked = new StringBuilder(text);
        for (Sentence sentence : Sentences.finished(text).reversed()) {
            marked.insert(sentence.end(), '|');
        }
        return marked.toString();
    }
}
