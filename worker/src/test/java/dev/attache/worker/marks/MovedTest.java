package dev.attache.worker.marks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MovedTest {
    private static final String BEFORE = "Paris, Oslo and Paris.";

    @Test
    void aNameBeforeTheEditStaysWhereItIs() {
        assertThat(find("Paris, Oslo and old Paris.", 0, 5)).isZero();
        assertThat(find("Paris, Oslo and old Paris.", 7, 11)).isEqualTo(7);
    }

    @Test
    void aNameBehindTheEditMovesWithIt() {
        assertThat(find("Paris, Oslo and old Paris.", 16, 21)).isEqualTo(20);
        assertThat(find("In Paris, Oslo and Paris.", 0, 5)).isEqualTo(3);
    }

    @Test
    void betweenEditsTheNearestWholeMentionIsTaken() {
        assertThat(find("At Paris, Oslo and Paris!", 16, 21)).isEqualTo(19);
        assertThat(find("At Parisian, in Paris!", 0, 5)).isEqualTo(16);
    }

    @Test
    void aNameThatIsGoneIsNotFound() {
        assertThat(find("Paris, Osl and Paris.", 7, 11)).isEqualTo(-1);
        assertThat(find("Parisian, Oslo.", 0, 5)).isEqualTo(-1);
        assertThat(find("Paris, Oslonian and Paris.", 7, 11)).isEqualTo(-1);
    }

    private static int find(String now, int start, int end) {
        return new Moved(BEFORE, now).find(start, end).orElse(-1);
    }
}
