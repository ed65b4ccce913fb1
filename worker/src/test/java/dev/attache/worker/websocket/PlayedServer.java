package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A server that a test plays byte by byte, and what its client is heard to say. */
abstract class PlayedServer {
    static final WebSocketClient.Limits LIMITS =
            new WebSocketClient.Limits(1 << 20, 1 << 20, 60_000);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    WebSocketClient connect() {
        return connect(server.getLocalPort());
    }

    WebSocketClient connect(int port) {
        URI url = URI.create("ws://127.0.0.1:" + port + "/a%2Fb?x=1");
        return WebSocketClient.open(url, Map.of("Authorization", "Bearer t"), LIMITS, listener());
    }

    WebSocketClient.Listener listener() {
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

    String next() throws InterruptedException {
        return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
    }

    /** The request's lines. */
    static String request(Socket visitor) throws IOException {
        var in = new DataInputStream(visitor.getInputStream());
        StringBuilder request = new StringBuilder();
        while (!request.toString().endsWith("\r\n\r\n")) {
            request.append((char) in.readUnsignedByte());
        }
        return request.toString();
    }

    static void answer(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Names and values in whatever case, as servers write them. */
    static String upgrade(String proof) {
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

    static void send(Socket visitor, String hex) throws IOException {
        visitor.getOutputStream().write(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** Opcode and content of the client's next frame, which must be masked. */
    static String frame(Socket visitor) throws IOException {
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
}
