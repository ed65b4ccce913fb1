package dev.attache.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
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
        assertThat(lines().get(1)).startsWith("{\"id\":7,\"name\":\"Oslo\"");
    }

    @Test
    void answersABrokenLineWithAnErrorForItsIdAndGoesOn() throws Exception {
        String documents =
                """
                {oops
                {"id":"d2","text":7}
                {"id":["d3"],"text":"in Oslo"}
                [1]
                {"id":"d5","text":"in Os
                {"id":"d6","text":"in Oslo"}
                """;

        assertThat(run(documents, "--jsonl")).isEqualTo(2);

        assertThat(lines()).hasSize(6);
        assertThat(lines().get(0)).startsWith("{\"line\":1,\"error\":\"");
        assertThat(lines().get(1)).startsWith("{\"id\":\"d2\",\"line\":2,\"error\":\"");
        assertThat(lines().get(2)).startsWith("{\"line\":3,\"error\":\"id must be");
        assertThat(lines().get(3)).startsWith("{\"line\":4,\"error\":\"");
        assertThat(lines().get(4)).startsWith("{\"id\":\"d5\",\"line\":5,\"error\":\"");
        assertThat(lines().get(5)).startsWith("{\"id\":\"d6\",\"name\":\"Oslo\"");
    }

    @Test
    void skipsWhatIsTooLongWithoutKeepingIt() throws Exception {
        String documents =
                "{\"id\":\"long\",\"text\":\""
                        + "in Oslo ".repeat(200)
                        + "\"}\n{\"id\":\"short\",\"text\":\"in Oslo\"}";

        assertThat(run(new ExtractCommand(extractor, 1_000, 1_000), documents, "--jsonl"))
                .isEqualTo(2);

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).startsWith("{\"id\":\"long\",\"line\":1,\"error\":\"");
        assertThat(lines().get(1)).startsWith("{\"id\":\"short\",\"name\":\"Oslo\"");
    }

    @Test
    void refusesATextThatIsTooLongAndSaysWhatToDo() throws Exception {
        String text = "in Oslo ".repeat(200);

        assertThat(run(new ExtractCommand(extractor, 1_000, 1_000), text)).isEqualTo(2);

        assertThat(lines()).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("1000 bytes").contains("--jsonl");
    }

    @Test
    void aSecondObjectOnALineIsNotLostInSilence() throws Exception {
        String documents =
                """
                {"id":1,"text":"in Oslo"} {"id":2,"text":"in Rome"}
                {"id":3,"text":"in Oslo"}garbage
                """;

        assertThat(run(documents, "--jsonl")).isEqualTo(2);

        assertThat(lines()).hasSize(2);
        assertThat(lines().get(0)).startsWith("{\"id\":1,\"line\":1,\"error\":\"something");
        assertThat(lines().get(1)).startsWith("{\"id\":3,\"line\":2,\"error\":\"the line is no");
    }

    @Test
    void oneNameMeansOnePlaceInAWholeArticleOnALine() throws Exception {
        String article =
                "LONDON, Ontario\\n\\nA fire broke out on Monday. Nobody was hurt.\\n\\nLondon"
                        + " police came from Woodstock.";

        assertThat(run("{\"id\":\"a\",\"text\":\"" + article + "\"}", "--jsonl")).isZero();

        assertThat(lines())
                .filteredOn(line -> line.contains("\"name\":\"London\""))
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("London, Ontario, Canada");
    }

    @Test
    void readsWindowsLinesAByteOrderMarkAndHalfAnEmoji() throws Exception {
        String documents =
                String.join(
                        "\r\n",
                        "\uFEFF{\"id\":\"a\",\"text\":\"in\\r\\nOslo\"}",
                        "",
                        "{\"id\":\"\\ud83d\",\"text\":\"\\ud83d in Oslo\"}");

        assertThat(run(documents, "--jsonl")).isZero();

        assertThat(lines().get(0)).startsWith("{\"id\":\"a\",\"name\":\"Oslo\",\"start\":4,");
        assertThat(lines().get(1)).contains("\"name\":\"Oslo\",\"start\":5,");
    }

    @Test
    void printsNothingForNothing() throws Exception {
        assertThat(run("")).isZero();
        assertThat(run("", "--jsonl")).isZero();
        assertThat(run("{\"id\":1,\"text\":\"\"}", "--jsonl")).isZero();

        assertThat(lines()).isEmpty();
    }

    @Test
    void offsetsGoOnThroughATextThatIsReadInBlocks() throws Exception {
        String text = "Nothing is said here.\n".repeat(30_000) + "They met in Lisbon.";

        assertThat(run(text)).isZero();

        assertThat(lines())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("\"start\":" + text.indexOf("Lisbon") + ",");
    }

    @Test
    void refusesArgumentsThatItDoesNotKnow() throws Exception {
        assertThat(run("", "--xml")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8)).contains("usage");
    }

    private int run(String input, String... arguments) throws Exception {
        return run(new ExtractCommand(extractor), input, arguments);
    }

    private int run(ExtractCommand command, String input, String... arguments) throws Exception {
        return command.run(
                List.of(arguments),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
