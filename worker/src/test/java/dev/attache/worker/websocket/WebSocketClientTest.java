package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client against a server that is played here, byte by byte. */
class WebSocketClientTest {
    private static final WebSocketClient.Limits LIMITS =
            new WebSocketClient.Limits(1 << 20, 1 << 20, 60_000);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private WebSocketClient connect() {
        return connect(server.getLocalPort());
    }

    private WebSocketClient connect(int port) {
        URI url = URI.create("ws://127.0.0.1:" + port + "/a%2Fb?x=1");
        return WebSocketClient.open(url, Map.of("Authorization", "Bearer t"), LIMITS, listener());
    }

    private WebSocketClient.Listener listener() {
        return new WebSocketClient.Listener() {
            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void received(byte[] message) {
                heard.add("bytes " + message.length);
            }

            @Override
            public void received(String message) {
                heard.add("text " + message);
            }

            @Override
            public void ponged() {
                heard.add("ponged");
            }

            @Override
            public void closed(CloseStatus status) {
                heard.add("closed " + status.code() + " " + status.reason());
            }
        };
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
    }

    /** The request's lines. */
    private static String request(Socket visitor) throws IOException {
        var in = new DataInputStream(visitor.getInputStream());
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            request.append((char) in.readUnsignedByte());
        }
        return request.toString();
    }

    private static void answer(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Names and values in whatever case, as servers write them. */
    private static String upgrade(String proof) {
        return "HTTP/1.1 101 Switching Protocols\r\nupgrade: WebSocket\r\nSEC-WEBSOCKET-ACCEPT: "
                + proof
                + "\r\n\r\n";
    }

    static String accept(Socket visitor) throws IOException {
        String request = request(visitor);
        String key = request.replaceFirst("(?s).*Sec-WebSocket-Key: (\\S+).*", "$1");
        answer(visitor, upgrade(Handshake.answerTo(key)));
        return request;
    }

    private static void send(Socket visitor, String hex) throws IOException {
        visitor.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Opcode and content of the client's next frame, which must be masked. */
    private static String frame(Socket visitor) throws IOException {
        var in = new DataInputStream(visitor.getInputStream());
        int opcode = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        assertThat(length & 0x80).isEqualTo(0x80);
        byte[] mask = in.readNBytes(4);
        byte[] content = in.readNBytes(length & 0x7F);
        for (int i = 0; i < content.length; i++) {
            content[i] ^= mask[i % 4];
        }
        return opcode + " " + HexFormat.of().formatHex(content);
    }

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
