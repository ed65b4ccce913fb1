package dev.attache.worker.extract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

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

    private static final String USAGE =
            "usage: extract [--jsonl] < text; with --jsonl each line is an object {\"id\": …,"
                    + " \"text\": …}";

    private final PlaceExtractor extractor;
    private final JsonFactory json = new JsonFactory();

    public ExtractCommand(PlaceExtractor extractor) {
        this.extractor = extractor;
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
        print(null, new String(in.readAllBytes(), StandardCharsets.UTF_8), writer, err);
        return 0;
    }

    private int documents(InputStream in, JsonGenerator writer, PrintStream err)
            throws IOException, InterruptedException {
        int exit = 0;
        int number = 0;
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            Document document = parse(line);
            if (document == null) {
                err.println(
                        "line "
                                + number
                                + " is no object {\"id\": …, \"text\": …}; it was left out");
                exit = 2;
            } else {
                print(document.id(), document.text(), writer, err);
            }
        }
        return exit;
    }

    private record Document(@Nullable String id, String text) {}

    private @Nullable Document parse(String line) {
        String id = null;
        String text = null;
        try (JsonParser parser = json.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("id") && value.isScalarValue()) {
                    id = parser.getText();
                } else if (field.equals("text") && value == JsonToken.VALUE_STRING) {
                    text = parser.getText();
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException broken) {
            return null;
        }
        return text == null ? null : new Document(id, text);
    }

    private void print(@Nullable String id, String text, JsonGenerator writer, PrintStream err)
            throws IOException, InterruptedException {
        if (text.isEmpty()) {
            return;
        }
        Extraction extraction = extractor.extract(List.of(Passage.alone(text)));
        extraction.shortfall().ifPresent(shortfall -> err.println(shortfall.message()));
        for (Place place : extraction.places().getFirst()) {
            writer.writeStartObject();
            if (id != null) {
                writer.writeStringField("id", id);
            }
            writer.writeStringField("name", place.name());
            writer.writeNumberField("start", place.start());
            writer.writeNumberField("end", place.end());
            writer.writeNumberField("latitude", place.meaning().latitude());
            writer.writeNumberField("longitude", place.meaning().longitude());
            writer.writeStringField("country", place.meaning().country());
            writer.writeNumberField("confidence", place.confidence());
            writer.writeStringField("source", place.source().word());
            writer.writeStringField("fullName", place.meaning().fullName());
            writer.writeEndObject();
            writer.writeRaw('\n');
        }
        writer.flush();
    }
}
