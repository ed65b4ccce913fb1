package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class ExtractCommandTest {

    @TempDir static Path directory;

    private static BuiltInExtractor extractor;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void open() {
        extractor = new BuiltInExtractor(GazetteerFile.in(directory));
    }

    @Test
    void printsEachPlaceOfATextAsOneLine() throws Exception {
        String text =
                """
                They met in Lisbon.
                He lives in Oslo.
                """;

        assertThat(run(text)).isZero();

        assertThat(lines()).hasSize(2);
        assertThat(lines().getFirst())
                .startsWith("{\"name\":\"Lisbon\",\"start\":12,\"end\":18,\"latitude\":38.7")
                .contains(
                        "\"country\":\"PT\"", "\"source\":\"gazetteer\"", "\"fullName\":\"Lisbon");
    }

    @Test
    void carriesTheIdOfEachDocumentAndCountsUtf16() throws Exception {
        String documents =
                """
                {"id":"d1","text":"😀 in Lisbon"}

                {"text":"in Oslo","id":7,"x":[1]}
                """;

        assertThat(run(documents, "--jsonl")).isZero();

        assertThat(lines().get(0))
                .startsWith("{\"id\":\"d1\",\"name\":\"Lisbon\",\"start\":6,\"end\":12");
        assertThat(lines().get(1)).startsWith("{\"id\":\"7\",\"name\":\"Oslo\"");
    }

    @Test
    void leavesOutABrokenLineAndSaysSo() throws Exception {
        String documents =
                """
                {oops
                {"id":"d2","text":"in Oslo"}
                """;

        assertThat(run(documents, "--jsonl")).isEqualTo(2);

        assertThat(lines()).hasSize(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("line 1");
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() throws Exception {
        assertThat(run("", "--xml")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage");
    }

    private int run(String input, String... arguments) throws Exception {
        return new ExtractCommand(extractor)
                .run(
                        List.of(arguments),
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
