package dev.attache.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LineSplitterTest {
    private final List<String> seen = new ArrayList<>();
    private final LineSplitter.Sink sink =
            new LineSplitter.Sink() {
                @Override
                public void line(byte[] bytes) {
                    seen.add(new String(bytes, StandardCharsets.UTF_8));
                }

                @Override
                public void tooLong(long bytes) {
                    seen.add("too long: " + bytes);
                }
            };

    @Test
    void linesEndWithALineFeedAndTheLastWithTheStream() {
        LineSplitter splitter = new LineSplitter(10, sink);

        feed(splitter, "one\ntwo\r\n\nth");
        feed(splitter, "ree");
        splitter.end();
        splitter.end();

        assertThat(seen).containsExactly("one", "two", "", "three");
    }

    @Test
    void aLineOverTheBoundIsDroppedAndTheNextIsRead() {
        LineSplitter splitter = new LineSplitter(4, sink);

        feed(splitter, "1234\n12345\nnext\n123456");
        splitter.end();

        assertThat(seen).containsExactly("1234", "too long: 5", "next", "too long: 6");
    }

    @Test
    void howTheBytesArriveMakesNoDifference() {
        Seeds.each(
                500,
                20_000,
                random -> {
                    byte[] stream = new byte[random.nextInt(5_000)];
                    for (int i = 0; i < stream.length; i++) {
                        stream[i] =
                                (byte)
                                        (random.nextInt(random.nextInt(2_000) + 2) == 0
                                                ? '\n'
                                                : 'x');
                    }

                    List<String> atOnce = split(stream, stream.length + 1);
                    List<String> inPieces = split(stream, 1 + random.nextInt(100));

                    assertThat(inPieces).isEqualTo(atOnce);
                });
    }

    @Test
    void aGigabyteWithoutALineFeedTakesNoMoreThanTheBound() {
        LineSplitter splitter = new LineSplitter(Wire.MAX_LINE_BYTES, sink);
        byte[] block = new byte[64 * 1024];
        Arrays.fill(block, (byte) 'x');
        int blocks = 1024 * 1024 * 1024 / block.length;

        long allocated =
                Allocation.of(
                        () -> {
                            for (int i = 0; i < blocks; i++) {
                                splitter.feed(block, 0, block.length);
                            }
                        });
        feed(splitter, "\nalive\n");

        // Growing to the bound by doubling allocates twice the bound, and that only once.
        assertThat(allocated).isLessThan(3L * Wire.MAX_LINE_BYTES);
        assertThat(seen).containsExactly("too long: " + (1L << 30), "alive");
    }

    private List<String> split(byte[] stream, int size) {
        seen.clear();
        LineSplitter splitter = new LineSplitter(1_500, sink);
        for (int from = 0; from < stream.length; from += size) {
            splitter.feed(stream, from, Math.min(size, stream.length - from));
        }
        splitter.end();
        return List.copyOf(seen);
    }

    private static void feed(LineSplitter splitter, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        splitter.feed(bytes, 0, bytes.length);
    }
}
