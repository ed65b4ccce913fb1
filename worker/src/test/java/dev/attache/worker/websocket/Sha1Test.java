package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.security.MessageDigest;
import java.util.Random;

class Sha1Test {
    /** Around the ends of blocks, where padding goes wrong. */
    @Test
    void saysWhatTheJdkSaysForEveryLength() throws Exception {
        MessageDigest jdk = MessageDigest.getInstance("SHA-1");
        Random random = new Random(8);
        for (int length = 0; length <= 200; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);

            assertThat(Sha1.of(message)).as("length %d", length).isEqualTo(jdk.digest(message));
        }
    }
}
