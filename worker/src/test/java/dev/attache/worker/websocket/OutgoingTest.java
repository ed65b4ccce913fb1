package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutgoingTest {
    private final Outgoing outgoing = new Outgoing(10);

    private boolean put(int opcode, int bytes) {
        return outgoing.put(new Outgoing.Frame(opcode, new byte[bytes]));
    }

    @Test
    void whatDoesNotFitIsRefusedUntilSomethingIsWritten() throws Exception {
        assertThat(put(Opcode.BINARY, 6)).isTrue();
        assertThat(put(Opcode.BINARY, 5)).isFalse();

        assertThat(outgoing.take()).isPresent();

        assertThat(put(Opcode.BINARY, 5)).isTrue();
    }

    @Test
    void ofAnswersToPingsOnlyTheNewestWaits() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(put(Opcode.PONG, 9)).isTrue();
        }
        put(Opcode.CLOSE, 0);

        assertThat(outgoing.take().orElseThrow().opcode()).isEqualTo(Opcode.PONG);
        assertThat(outgoing.take().orElseThrow().opcode()).isEqualTo(Opcode.CLOSE);
    }

    @Test
    void afterTheGoodbyeNothingIsTakenAndThenComesTheEnd() throws Exception {
        put(Opcode.BINARY, 1);
        put(Opcode.CLOSE, 2);
        put(Opcode.BINARY, 3);

        assertThat(outgoing.take().orElseThrow().content()).hasSize(1);
        assertThat(outgoing.take().orElseThrow().opcode()).isEqualTo(Opcode.CLOSE);
        assertThat(outgoing.take()).isEmpty();
    }

    @Test
    void droppedItIsAtItsEnd() throws Exception {
        put(Opcode.BINARY, 1);

        outgoing.drop();

        assertThat(outgoing.take()).isEmpty();
    }
}
