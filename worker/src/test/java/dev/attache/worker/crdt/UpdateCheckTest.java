package dev.attache.worker.crdt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UpdateCheckTest {
    /** Client 3 puts "hi" into the root text "t". */
    private static Lib0Writer item(int clock, int info) {
        return new Lib0Writer()
                .writeByte(1)
                .writeByte(1)
                .writeByte(3)
                .writeByte(clock)
                .writeByte(info);
    }

    @Test
    void takesASoundUpdate() {
        Lib0Writer update = item(0, 4).writeByte(1).writeString("t").writeString("hi").writeByte(0);

        assertThat(UpdateCheck.fault(update.toByteArray())).isEmpty();
        assertThat(UpdateCheck.fault(new byte[] {0, 0})).isEmpty();
    }

    @Test
    void refusesATextThatIsNotUtf8() {
        Lib0Writer update =
                item(0, 4)
                        .writeByte(1)
                        .writeString("t")
                        .writeBytes(new byte[] {(byte) 0xC3})
                        .writeByte(0);

        assertThat(UpdateCheck.fault(update.toByteArray())).contains("a text is not UTF-8");
    }

    @Test
    void refusesACountThatWouldAskForMemory() {
        byte[] update = new Lib0Writer().writeVarUint(1L << 40).writeByte(0).toByteArray();

        assertThat(UpdateCheck.fault(update)).contains("a count is larger than what is left");
    }

    @Test
    void refusesAnItemThatFollowsItself() {
        Lib0Writer update = item(5, 0x84).writeByte(3).writeByte(5).writeString("hi").writeByte(0);

        assertThat(UpdateCheck.fault(update.toByteArray()))
                .contains("an item refers to itself or to a later one");
    }

    @Test
    void refusesNestingThatWouldCostTheStack() {
        Lib0Writer update = item(0, 8).writeByte(1).writeString("t").writeByte(1);
        for (int i = 0; i < 100_000; i++) {
            update.writeByte(117).writeByte(1);
        }
        update.writeByte(126).writeByte(0);

        assertThat(UpdateCheck.fault(update.toByteArray()))
                .contains("a value is nested too deeply");
    }

    @Test
    void refusesAClockThatWouldOverflow() {
        Lib0Writer update =
                new Lib0Writer()
                        .writeByte(1)
                        .writeByte(1)
                        .writeByte(3)
                        .writeVarUint(Integer.MAX_VALUE)
                        .writeByte(0)
                        .writeByte(1)
                        .writeByte(0);

        assertThat(UpdateCheck.fault(update.toByteArray())).contains("a clock is too large");
    }

    @Test
    void refusesTruncationAndWhatFollowsTheEnd() {
        byte[] sound =
                item(0, 4)
                        .writeByte(1)
                        .writeString("t")
                        .writeString("hi")
                        .writeByte(0)
                        .toByteArray();

        for (int length = 0; length < sound.length; length++) {
            assertThat(UpdateCheck.fault(java.util.Arrays.copyOf(sound, length))).isPresent();
        }
        assertThat(UpdateCheck.fault(java.util.Arrays.copyOf(sound, sound.length + 1)))
                .contains("something follows its end");
    }

    /** Whatever stands in its name would reach yrs as structs that nobody has looked at. */
    @Test
    void refusesAHookSinceYrsReadsItOtherwise() {
        Lib0Writer hook =
                item(0, 7).writeByte(1).writeString("t").writeByte(5).writeString("h").writeByte(0);

        assertThat(UpdateCheck.fault(hook.toByteArray()).orElseThrow()).contains("Y.XmlHook");
    }

    @Test
    void refusesAClientThatComesTwice() {
        Lib0Writer twice = new Lib0Writer().writeByte(2);
        for (int i = 0; i < 2; i++) {
            twice.writeByte(1).writeByte(3).writeByte(0).writeByte(0).writeByte(1);
        }

        assertThat(UpdateCheck.fault(twice.writeByte(0).toByteArray()))
                .contains("a client comes twice");
    }
}
