package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/** Over wss: a certificate is trusted or it is not, and it must name the host. */
class TlsIT {
    private static final char[] PASSWORD = "password".toCharArray();
    private static final WebSocketClient.Limits LIMITS =
            new WebSocketClient.Limits(1 << 20, 1 << 20, 60_000);

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private SSLContext before;

    @TempDir Path folder;

    @BeforeEach
    void remember() throws Exception {
        before = SSLContext.getDefault();
    }

    @AfterEach
    void restore() {
        SSLContext.setDefault(before);
    }

    /** For itself the JDK's own trust stays: nobody there has signed this. */
    @Test
    void aCertificateThatNobodySignedIsRefused() throws Exception {
        connect(context("ip:127.0.0.1"));

        assertThat(next()).startsWith("closed 1006 ").contains("certification path");
    }

    @Test
    void aTrustedOneThatNamesTheHostIsTaken() throws Exception {
        SSLContext context = context("ip:127.0.0.1");
        SSLContext.setDefault(context);

        connect(context);

        assertThat(next()).isEqualTo("opened");
        assertThat(next()).isEqualTo("closed 1000 ");
    }

    @Test
    void aTrustedOneOfAnotherHostIsRefused() throws Exception {
        SSLContext context = context("dns:elsewhere.example");
        SSLContext.setDefault(context);

        connect(context);

        assertThat(next()).startsWith("closed 1006 ").contains("127.0.0.1");
    }

    private SSLContext context(String name) throws Exception {
        Path keys = folder.resolve("keys.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=test",
                                "-ext",
                                "san=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(store, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("test", store.getCertificate("mykey"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** One visit; a client that gets in is said goodbye to. */
    private void connect(SSLContext context) throws Exception {
        try (SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("wss://127.0.0.1:" + server.getLocalPort() + "/d");
            WebSocketClient.open(url, Map.of(), LIMITS, listener());
            try (Socket visitor = server.accept()) {
                PlayedServer.accept(visitor);
                visitor.getOutputStream().write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
                visitor.getInputStream().readAllBytes();
            } catch (IOException refused) {
                return; // The client has not liked the certificate: what it says is asked for.
            }
        }
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(60, TimeUnit.SECONDS));
    }

    private WebSocketClient.Listener listener() {
        return new WebSocketClient.Listener() {
            @Override
            public void opened() {
                heard.add("opened");
            }

            @Override
            public void received(byte[] message) {}

            @Override
            public void received(String message) {}

            @Override
            public void ponged() {}

            @Override
            public void closed(CloseStatus status) {
                heard.add("closed " + status.code() + " " + status.reason());
            }
        };
    }
}
