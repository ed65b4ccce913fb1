package dev.attache.worker.marks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LettersTest {
    @ParameterizedTest
    @CsvSource({
        "Paris; Paris. So, Paris, true",
        "A Parisian came, Paris, false",
        "Il a visité São Paulo, Paulo, true",
        "Мосты Москвы, Мос, false",
        "我住在北京。, 北京, true",
        "東京都へ, 東京, true",
        "서울에서 만나요, 서울, true",
        "กรุงเทพฯ, กรุงเทพ, true",
        "e\u0301t, e, false",
    })
    void aNameIsWholeWhereNoWordOfItsScriptGoesOn(String text, String name, boolean whole) {
        int start = text.indexOf(name);

        assertThat(Letters.isWhole(text, start, start + name.length())).isEqualTo(whole);
    }
}
