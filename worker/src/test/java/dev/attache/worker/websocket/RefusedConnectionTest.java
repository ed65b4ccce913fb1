package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Map;

/** What a client says of a connection that does not come about. */
class RefusedConnectionTest extends PlayedServer {
    @Test
    void whereNobodyListensItSaysSo() throws Exception {
        try (Socket silent = new Socket()) {
            // Bound, so that nobody else gets it.
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

            connect(silent.getLocalPort());

            assertThat(next()).startsWith("closed 1006 Connection refused");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 403 Forbidden, status code received: 403 Forbidden",
        "HTTP/1.1 200 OK, status code received: 200 OK",
        "SSH-2.0-OpenSSH_9.2, does not speak HTTP",
    })
    void aRefusalIsSaidWithTheServersStatus(String status, String said) throws Exception {
        connect();
        try (Socket visitor = server.accept()) {
            request(visitor);
            answer(visitor, status + "\r\n\r\n");

            assertThat(next()).startsWith("closed 1002 ").endsWith(said);
        }
    }

    @Test
    void aProofThatIsNoneIsRefused() throws Exception {
        connect();
        try (Socket visitor = server.accept()) {
            request(visitor);
            answer(visitor, upgrade(Handshake.answerTo("of somebody else")));

            assertThat(next()).isEqualTo("closed 1002 what answers there is no WebSocket");
        }
    }

    @Test
    void givenUpBeforeItWasOpenItEndsAtOnce() throws Exception {
        WebSocketClient client = connect();
        try (Socket visitor = server.accept()) {
            request(visitor);

            client.close();

            assertThat(next()).isEqualTo("closed 1006 given up before it was open");
        }
    }

    @Test
    void anAddressOfAnotherKindIsRefusedAtOnce() {
        URI other = URI.create("http://127.0.0.1/d");

        assertThatThrownBy(() -> WebSocketClient.open(other, Map.of(), LIMITS, listener()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1/d");
    }
}
