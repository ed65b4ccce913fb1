package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;

import javax.net.ssl.SSLHandshakeException;

/** As the JDK's client throws them. */
class ModelFaultTest {
    @Test
    void saysWhatToMend() {
        Throwable unknown = new ConnectException().initCause(new UnresolvedAddressException());
        assertThat(ModelFault.sentence(unknown)).contains("no host of that name");
        assertThat(ModelFault.sentence(new ConnectException())).contains("nobody listens");
        assertThat(ModelFault.sentence(new HttpConnectTimeoutException("late")))
                .contains("nobody answers");
        assertThat(ModelFault.sentence(new SSLHandshakeException("PKIX"))).contains("TLS");
        assertThat(ModelFault.sentence(new IOException("EOF reached"))).contains("hung up");
    }
}
