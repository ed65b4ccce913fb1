package dev.attache.worker.replica;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectFaultTest {
    @Test
    void aCertificateThatNobodyTrustsIsNamedWithWhatToDo() {
        String said = "(certificate_unknown) PKIX path building failed: sun.security";

        assertThat(ConnectFault.sentence(said, true))
                .contains("certificate")
                .contains("keytool -importcert");
    }

    @Test
    void aPlainServerAtATlsAddressIsNamed() {
        String said = "Unsupported or unrecognized SSL message";

        assertThat(ConnectFault.sentence(said, true)).contains("ws://");
    }

    @Test
    void aServerThatIsMuteOnAPlainAddressMayWantTls() {
        for (String said :
                new String[] {"the server has hung up", "what answers there does not speak HTTP"}) {
            assertThat(ConnectFault.sentence(said, false)).startsWith(said).contains("wss://");
            assertThat(ConnectFault.sentence(said, true)).isEqualTo(said);
        }
    }

    @Test
    void whatNeedsNoExplanationIsLeftAsItIs() {
        assertThat(ConnectFault.sentence("Connection refused", false))
                .isEqualTo("Connection refused");
    }
}
