package dev.attache.worker.websocket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** A connected socket for an address: plain, or with TLS and a certificate that names the host. */
final class Sockets {
    private Sockets() {}

    static boolean isSecure(URI url) {
        return "wss".equalsIgnoreCase(url.getScheme());
    }

    /** Connects the one it is given; the answer may be another one around it. */
    static Socket connect(Socket plain, URI url, int millis) throws IOException {
        int port = url.getPort() >= 0 ? url.getPort() : isSecure(url) ? 443 : 80;
        InetSocketAddress address = new InetSocketAddress(url.getHost(), port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("no such host: " + url.getHost());
        }
        plain.setTcpNoDelay(true);
        plain.connect(address, millis);
        // How long the other side may be silent before it has shaken hands; later the pings ask.
        plain.setSoTimeout(millis);
        return isSecure(url) ? Tls.over(plain, url.getHost(), port) : plain;
    }

    /** Apart, so that only an address that wants it loads it. */
    private static final class Tls {
        static Socket over(Socket plain, String host, int port) throws IOException {
            SSLSocket secure =
                    (SSLSocket) trusted().getSocketFactory().createSocket(plain, host, port, true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        }

        private static SSLContext trusted() throws IOException {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IOException("this JDK's TLS cannot be used: " + e.getMessage(), e);
            }
        }
    }
}
