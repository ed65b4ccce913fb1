package dev.attache.manager.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** Shakes hands as a document does, then says one frame of its choice. */
final class FakeDocumentServer implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final byte[] SYNC_STEP_ONE = {(byte) 0x82, 3, 0, 0, 0};

    private final ServerSocket server;
    private final byte[] frame;

    private FakeDocumentServer(byte[] frame) {
        this.frame = frame;
        try {
            server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static FakeDocumentServer thatSpeaks() {
        return new FakeDocumentServer(SYNC_STEP_ONE);
    }

    static FakeDocumentServer thatClosesWith(int code) {
        return new FakeDocumentServer(new byte[] {(byte) 0x88, 2, (byte) (code >> 8), (byte) code});
    }

    String port() {
        return Integer.toString(server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.US_ASCII));
                OutputStream out = socket.getOutputStream();
                out.write(welcome(key(in)).getBytes(StandardCharsets.US_ASCII));
                out.write(frame);
                out.flush();
                in.transferTo(Writer.nullWriter());
            } catch (IOException e) {
                // The visitor has left, or the test is over.
                Thread.onSpinWait();
            }
        }
    }

    private static String key(BufferedReader in) throws IOException {
        String key = "";
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
                key = line.substring(18).strip();
            }
            line = in.readLine();
        }
        return key;
    }

    private static String welcome(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + MAGIC).getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\n"
                    + "Upgrade: websocket\r\n"
                    + "Connection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: "
                    + Base64.getEncoder().encodeToString(digest)
                    + "\r\n\r\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
