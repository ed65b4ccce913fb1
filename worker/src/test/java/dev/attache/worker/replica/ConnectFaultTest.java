package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;

class ConnectFaultTest {
    private final ConnectFault fault = new ConnectFault(true);

    @Test
    void aCertificateThatNobodyTrustsIsNamedWithWhatToDo() {
        fault.saw(new IOException("(certificate_unknown) PKIX path building failed: sun.security"));

        assertThat(fault.of("")).contains("certificate").contains("keytool -importcert");
    }

    @Test
    void aPlainServerAtATlsAddressIsNamed() {
        fault.saw(new IOException("Unsupported or unrecognized SSL message"));

        assertThat(fault.of("")).contains("ws://");
    }

    @Test
    void anEndWithoutAReasonTakesThatOfTheAttemptBefore() {
        fault.saw(new IOException("Connection refused"));
        assertThat(fault.of("Connection refused")).isEqualTo("Connection refused");

        assertThat(fault.of("")).isEqualTo("Connection refused");

        fault.forget();
        assertThat(fault.of("")).isEmpty();
    }

    @Test
    void aServerThatHangsUpOnAPlainAddressMayWantTls() {
        assertThat(new ConnectFault(false).of("")).contains("wss://");
    }
}
