package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.Socket;
import java.util.Base64;

/** Messages and goodbyes, against a server that is played here. */
class WebSocketClientTest extends PlayedServer {
    @Test
    void theRequestIsOneThatTheRfcAsksFor() throws Exception {
        WebSocketClient client = connect();
        try (Socket visitor = server.accept()) {
            String request = accept(visitor);

            assertThat(request)
                    .startsWith("GET /a%2Fb?x=1 HTTP/1.1\r\n")
                    .contains(
                            "\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n",
                            "\r\nUpgrade: websocket\r\n",
                            "\r\nConnection: Upgrade\r\n",
                            "\r\nSec-WebSocket-Version: 13\r\n",
                            "\r\nAuthorization: Bearer t\r\n");
            String key = request.replaceFirst("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
            assertThat(Base64.getDecoder().decode(key)).hasSize(16);
            assertThat(next()).isEqualTo("opened");
        } finally {
            client.abort("over");
        }
    }

    /** The example of RFC 6455, 1.3. */
    @Test
    void theProofIsThatOfTheRfc() {
        assertThat(Handshake.answerTo("dGhlIHNhbXBsZSBub25jZQ=="))
                .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }

    @Test
    void messagesGoBothWaysAndPingsAreAnswered() throws Exception {
        WebSocketClient client = connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");
            client.send(new byte[] {1, 2});
            client.send("é");
            client.ping();
            assertThat(frame(visitor)).isEqualTo("2 0102");
            assertThat(frame(visitor)).isEqualTo("1 c3a9");
            assertThat(frame(visitor)).isEqualTo("9 ");

            send(visitor, "82 03 010203" + "81 02 c3a9" + "8a 00" + "89 01 2a");

            assertThat(next()).isEqualTo("bytes 3");
            assertThat(next()).isEqualTo("text é");
            assertThat(next()).isEqualTo("ponged");
            assertThat(frame(visitor)).isEqualTo("10 2a");
        } finally {
            client.abort("over");
        }
    }

    @Test
    void aGoodbyeComesAfterAllThatWasSentAndIsAnswered() throws Exception {
        WebSocketClient client = connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");
            client.send(new byte[] {7});
            client.close();
            assertThat(frame(visitor)).isEqualTo("2 07");
            assertThat(frame(visitor)).isEqualTo("8 03e8");

            send(visitor, "88 02 03e8");

            assertThat(next()).isEqualTo("closed 1000 ");
        }
    }

    @Test
    void theServersGoodbyeIsEchoedAndSaid() throws Exception {
        connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");

            send(visitor, "88 05 1139 6f6c64");

            assertThat(frame(visitor)).isEqualTo("8 1139");
            assertThat(next()).isEqualTo("closed 4409 old");
        }
    }

    @Test
    void aServerThatDoesNotAnswerTheGoodbyeIsLeft() throws Exception {
        WebSocketClient client = connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");

            client.close();

            assertThat(next()).isEqualTo("closed 1006 the server has not answered the goodbye");
        }
    }

    @Test
    void whatBreaksARuleIsToldToTheServerToo() throws Exception {
        connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");

            send(visitor, "82 7f 0000000001000000");

            assertThat(frame(visitor)).isEqualTo("8 03f1");
            assertThat(next()).startsWith("closed 1009 a message of more than");
        }
    }

    @Test
    void aServerThatHangsUpIsAnAbnormalEnd() throws Exception {
        connect();
        try (Socket visitor = server.accept()) {
            accept(visitor);
            assertThat(next()).isEqualTo("opened");
        }

        assertThat(next()).startsWith("closed 1006 ");
    }
}
