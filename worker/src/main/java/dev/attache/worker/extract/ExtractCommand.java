package dev.attache.worker.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code extract [--jsonl]}: reads text, prints each place that it names as one line of JSON. */
public final class ExtractCommand {

    static final int LONGEST_LINE = 16 << 20;
    private static final int LONGEST_TEXT = 128 << 20;

    private static final String USAGE =
            "usage: extract [--jsonl] < text; with --jsonl each line is an object {\"id\": …,"
                    + " \"text\": …}";

    private final PlaceExtractor extractor;
    private final int longestLine;
    private final int longestText;
    private final JsonFactory json = new JsonFactory();

    public ExtractCommand(PlaceExtractor extractor) {
        this(extractor, LONGEST_LINE, LONGEST_TEXT);
    }

    ExtractCommand(PlaceExtractor extractor, int longestLine, int longestText) {
        this.extractor = extractor;
        this.longestLine = longestLine;
        this.longestText = longestText;
    }

    /** Gives the exit code: 0, or 2 when the arguments or a line cannot be understood. */
    public int run(List<String> arguments, InputStream in, OutputStream out, PrintStream err)
            throws IOException, InterruptedException {
        boolean lines = arguments.equals(List.of("--jsonl"));
        if (!lines && !arguments.isEmpty()) {
            err.println(USAGE);
            return 2;
        }
        try (JsonGenerator writer = json.createGenerator(out)) {
            writer.setRootValueSeparator(null);
            return lines ? documents(in, writer, err) : text(in, writer, err);
        }
    }

    private int text(InputStream in, JsonGenerator writer, PrintStream err)
            throws IOException, InterruptedException {
        byte[] text = in.readNBytes(longestText + 1);
        if (text.length > longestText) {
            err.println(
                    "The text is longer than "
                            + longestText
                            + " bytes. Cut it up, or give one document a line with --jsonl.");
            return 2;
        }
        print(null, new String(text, StandardCharsets.UTF_8), writer, err);
        return 0;
    }

    private int documents(InputStream in, JsonGenerator writer, PrintStream err)
            throws IOException, InterruptedException {
        int exit = 0;
        BoundedLines lines =
                new BoundedLines(
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)),
                        longestLine);
        int number = 1;
        for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                Document document = parse(line);
                if (document.wrong() == null) {
                    print(document.id(), document.text(), writer, err);
                } else {
                    complain(document, number, writer);
                    exit = 2;
                }
            }
            number++;
        }
        return exit;
    }

    /** The id as it is written in JSON, so that a number stays a number. */
    private record Document(@Nullable String id, String text, @Nullable String wrong) {}

    private Document parse(BoundedLines.Line line) {
        String id = null;
        String text = null;
        String wrong = null;
        try (JsonParser parser = json.createParser(line.text())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return new Document(null, "", "the line is no object {\"id\": …, \"text\": …}");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("id")) {
                    id = value.isScalarValue() ? written(parser, value) : null;
                    wrong = value.isScalarValue() ? wrong : "id must be a string or a number";
                    parser.skipChildren();
                } else if (field.equals("text") && value == JsonToken.VALUE_STRING) {
                    text = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
            if (wrong == null && parser.nextToken() != null) {
                wrong = "something stands behind the object; a line holds one";
            }
        } catch (IOException broken) {
            wrong = "the line is no JSON that can be read";
        }
        if (line.tooLong()) {
            wrong = "the line is longer than " + longestLine + " characters; cut the text up";
        } else if (wrong == null && text == null) {
            wrong = "the object has no \"text\" that is a string";
        }
        return new Document(id, text == null ? "" : text, wrong);
    }

    private static String written(JsonParser parser, JsonToken value) throws IOException {
        String text = parser.getText();
        if (value != JsonToken.VALUE_STRING) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        quoted.append(JsonStringEncoder.getInstance().quoteAsString(whole(text)));
        return quoted.append('"').toString();
    }

    /** Half of a surrogate pair cannot be written as UTF-8. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void complain(Document document, int number, JsonGenerator writer)
            throws IOException {
        writer.writeStartObject();
        id(document.id(), writer);
        writer.writeNumberField("line", number);
        writer.writeStringField("error", document.wrong());
        writer.writeEndObject();
        writer.writeRaw('\n');
        writer.flush();
    }

    private static void id(@Nullable String id, JsonGenerator writer) throws IOException {
        if (id != null) {
            writer.writeFieldName("id");
            writer.writeRawValue(id);
        }
    }

    private void print(@Nullable String id, String text, JsonGenerator writer, PrintStream err)
            throws IOException, InterruptedException {
        for (Blocks.Block block : Blocks.of(text)) {
            Extraction extraction = extractor.extract(List.of(Passage.alone(block.text())));
            extraction.shortfall().ifPresent(shortfall -> err.println(shortfall.message()));
            for (Place place : extraction.places().getFirst()) {
                print(id, place, block.start(), writer);
            }
        }
        writer.flush();
    }

    private static void print(@Nullable String id, Place place, int shift, JsonGenerator writer)
            throws IOException {
        writer.writeStartObject();
        id(id, writer);
        writer.writeStringField("name", whole(place.name()));
        writer.writeNumberField("start", place.start() + shift);
        writer.writeNumberField("end", place.end() + shift);
        writer.writeNumberField("latitude", place.meaning().latitude());
        writer.writeNumberField("longitude", place.meaning().longitude());
        writer.writeStringField("country", place.meaning().country());
        writer.writeNumberField("confidence", place.confidence());
        writer.writeStringField("source", place.source().word());
        writer.writeStringField("fullName", place.meaning().fullName());
        writer.writeEndObject();
        writer.writeRaw('\n');
    }
}
