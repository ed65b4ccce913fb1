package dev.attache.worker.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Frames as RFC 6455 has them, byte by byte. */
class FrameReaderTest {
    private static final int LARGEST = 70_000;

    private final List<String> heard = new ArrayList<>();

    private final FrameReader.Sink sink =
            new FrameReader.Sink() {
                @Override
                public void binary(byte[] message) {
                    heard.add("binary " + message.length);
                }

                @Override
                public void text(String message) {
                    heard.add("text " + message);
                }

                @Override
                public void ping(byte[] content) {
                    heard.add("ping " + new String(content, StandardCharsets.US_ASCII));
                }

                @Override
                public void pong() {
                    heard.add("pong");
                }

                @Override
                public void close(CloseStatus status) {
                    heard.add("close " + status.code() + " " + status.reason());
                }
            };

    private void read(byte[] bytes) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        FrameReader reader = new FrameReader(in, LARGEST);
        while (in.available() > 0) {
            reader.next(sink);
        }
    }

    private static byte[] hex(String bytes) {
        return HexFormat.of().parseHex(bytes.replace(" ", ""));
    }

    @Test
    void partsAreJoinedAndAPingMayComeInBetween() throws Exception {
        read(hex("01 03 48656c" + "89 02 6869" + "80 02 6c6f" + "8a 00" + "82 01 07"));

        assertThat(heard).containsExactly("ping hi", "text Hello", "pong", "binary 1");
    }

    @Test
    void everyFormOfALengthIsRead() throws Exception {
        for (int length : new int[] {0, 125, 126, 65_535, 65_536}) {
            var frame = new ByteArrayOutputStream();
            frame.write(0x82);
            frame.writeBytes(
                    length < 126
                            ? new byte[] {(byte) length}
                            : hex(
                                    length < 65_536
                                            ? String.format("7e%04x", length)
                                            : String.format("7f%016x", length)));
            frame.writeBytes(new byte[length]);
            read(frame.toByteArray());
        }

        assertThat(heard)
                .containsExactly(
                        "binary 0", "binary 125", "binary 126", "binary 65535", "binary 65536");
    }

    @Test
    void aGoodbyeCarriesItsCodeAndReason() throws Exception {
        read(hex("88 05 1139" + "6f6c64" + "88 00"));

        assertThat(heard).containsExactly("close 4409 old", "close 1005 ");
    }

    @ParameterizedTest
    @CsvSource({
        "c2 00, 1002, an extension",
        "82 80 00000000, 1002, a masked frame",
        "83 00, 1002, an unknown kind",
        "8b 00, 1002, an unknown kind",
        "80 01 00, 1002, a continuation of nothing",
        "01 00 01 00, 1002, a message within another",
        "09 00, 1002, a control frame in parts",
        "89 7e 0080, 1002, a control frame in parts",
        "89 7f 8000000000000000, 1002, a control frame in parts",
        "88 01 03, 1002, half a close code",
        "82 7f 0000000000020000, 1009, more than 70000 bytes",
        "82 7f ffffffffffffffff, 1009, more than 70000 bytes",
        "81 02 c328, 1007, not UTF-8",
    })
    void whatBreaksARuleEndsTheConnectionWithItsCode(String bytes, int code, String why) {
        assertThatThrownBy(() -> read(hex(bytes)))
                .isInstanceOfSatisfying(
                        BrokenFrame.class, broken -> assertThat(broken.code()).isEqualTo(code))
                .hasMessageContaining(why);
    }

    /** Each part is small: together they are not. */
    @Test
    void partsThatAreTooLargeTogetherAreRefused() {
        byte[] parts = new byte[4 + 0xFFFF + 4 + 0xFFFF];
        System.arraycopy(hex("02 7e ffff"), 0, parts, 0, 4);
        System.arraycopy(hex("00 7e ffff"), 0, parts, 4 + 0xFFFF, 4);

        assertThatThrownBy(() -> read(parts)).isInstanceOf(BrokenFrame.class);
    }

    @Test
    void aConnectionThatEndsWithinAFrameIsNoMessage() {
        assertThatThrownBy(() -> read(hex("82 05 0102"))).isInstanceOf(EOFException.class);
        assertThat(heard).isEmpty();
    }
}
