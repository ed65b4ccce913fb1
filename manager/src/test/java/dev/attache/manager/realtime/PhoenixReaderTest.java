package dev.attache.manager.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attache.manager.realtime.PhoenixFrame.Binding;
import dev.attache.manager.realtime.PhoenixFrame.Payload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class PhoenixReaderTest {
    @Test
    void readsRepliesWithTheirBindings() {
        assertThat(PhoenixReader.read(Frames.joined("2")))
                .isEqualTo(
                        new PhoenixFrame(
                                "2",
                                "2",
                                RealtimeChannel.TOPIC,
                                "phx_reply",
                                new Payload.Reply(
                                        true,
                                        "",
                                        List.of(
                                                new Binding(
                                                        Frames.BINDING,
                                                        "INSERT",
                                                        "public",
                                                        "document_activity")))));
    }

    @Test
    void readsRowsWithoutKeepingThem() {
        String row = "{\"n\": 12345678901234567890.123, \"t\": {\"a\": [1, {\"b\": null}]}}";

        assertThat(((PhoenixFrame) PhoenixReader.read(Frames.row(row, "null"))).payload())
                .isEqualTo(new Payload.Change(List.of(Frames.BINDING), List.of()));
        assertThat(
                        ((PhoenixFrame) PhoenixReader.read(Frames.row("{}", "[\"Error 401: x\"]")))
                                .payload())
                .isEqualTo(new Payload.Change(List.of(Frames.BINDING), List.of("Error 401: x")));
    }

    @Test
    void aNumberOfAHundredThousandDigitsIsOnlySkipped() {
        String row = "{\"n\": " + "9".repeat(100_000) + "}";

        assertThat(PhoenixReader.read(Frames.row(row, "null"))).isInstanceOf(PhoenixFrame.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "[]",
                "[1,2,3,4,5]",
                "[null,null,\"t\",\"e\"]",
                "[null,null,\"t\",\"e\",[]]",
                "[null,null,\"t\",\"e\",{}]x",
                "[null,null,\"t\",\"e\",{},1]",
                "[null,null,\"t\",\"postgres_changes\",{\"ids\":[1.5]}]",
                "[null,null,\"t\",\"postgres_changes\",{\"ids\":[99999999999999999999999]}]",
                "[null,null,\"t\",\"phx_reply\",{\"response\":{\"postgres_changes\":[7]}}]",
                "{bad",
            })
    void whatIsNoFrameIsAValue(String text) {
        assertThat(PhoenixReader.read(text)).isInstanceOf(Heard.Broken.class);
    }

    @Test
    void depthIsBounded() {
        assertThat(PhoenixReader.read(Frames.deep(100_000))).isInstanceOf(Heard.Broken.class);
    }

    @Test
    void whatSomebodyElseSaysIsFitForALogLine() {
        var frame =
                (PhoenixFrame)
                        PhoenixReader.read(
                                Frames.refused("1", "a\\nfake line " + "x".repeat(10_000)));

        assertThat(((Payload.Reply) frame.payload()).reason())
                .startsWith("a fake line")
                .hasSizeLessThan(501);
    }
}
