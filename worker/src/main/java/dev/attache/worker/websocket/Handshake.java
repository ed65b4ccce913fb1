package dev.attache.worker.websocket;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** The request that opens a WebSocket, and whether the answer is one (RFC 6455, 4.1). */
public final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int MOST_BYTES = 16 * 1024;

    private final URI url;
    private final Map<String, String> headers;
    private final String key;
    private int heard;

    Handshake(URI url, Map<String, String> headers, Unguessable random) {
        this.url = url;
        this.headers = headers;
        byte[] nonce = new byte[16];
        random.fill(nonce);
        this.key = Base64.getEncoder().encodeToString(nonce);
    }

    void shake(DataInputStream in, OutputStream out) throws IOException {
        out.write(request().getBytes(StandardCharsets.UTF_8));
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new BrokenFrame(CloseStatus.PROTOCOL, refusal(status));
        }
        boolean upgraded = false;
        boolean answered = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = Math.max(0, line.indexOf(':'));
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "upgrade" -> upgraded = value.equalsIgnoreCase("websocket");
                case "sec-websocket-accept" -> answered = value.equals(answerTo(key));
                case "sec-websocket-extensions" ->
                        throw new BrokenFrame(
                                CloseStatus.PROTOCOL, "the server wants an extension: " + value);
                default -> {} // Cookies, dates, the server's name: nothing for us.
            }
        }
        if (!upgraded || !answered) {
            throw new BrokenFrame(CloseStatus.PROTOCOL, "what answers there is no WebSocket");
        }
    }

    private String request() {
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        StringBuilder request =
                new StringBuilder("GET ").append(path).append(query).append(" HTTP/1.1\r\n");
        field(request, "Host", url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()));
        field(request, "Upgrade", "websocket");
        field(request, "Connection", "Upgrade");
        field(request, "Sec-WebSocket-Key", key);
        field(request, "Sec-WebSocket-Version", "13");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            field(request, header.getKey(), header.getValue());
        }
        return request.append("\r\n").toString();
    }

    /** A line end in a value would be a header of somebody else's choice. */
    private static void field(StringBuilder request, String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("a line end in the header " + name);
        }
        request.append(name).append(": ").append(value).append("\r\n");
    }

    /** By what a server proves that it has understood a client's key. */
    public static String answerTo(String key) {
        byte[] asked = (key + GUID).getBytes(StandardCharsets.US_ASCII);
        return Base64.getEncoder().encodeToString(Sha1.of(asked));
    }

    private static String refusal(String status) {
        int code = status.indexOf(' ') + 1;
        return status.startsWith("HTTP/")
                ? "the server refuses the handshake, status code received: "
                        + status.substring(code)
                : "what answers there does not speak HTTP";
    }

    private String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.readUnsignedByte(); read != '\n'; read = in.readUnsignedByte()) {
            if (++heard > MOST_BYTES) {
                throw new BrokenFrame(CloseStatus.PROTOCOL, "an endless answer to the handshake");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }
}
