package dev.attache.worker.extract;

import dev.attache.worker.sentence.Sentences;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A text whose places somebody has marked by hand: {name|latitude,longitude}; ¶ is a line break.
 */
record Labelled(String text, List<Label> labels) {

    private static final Pattern MARK = Pattern.compile("\\{([^|}]+)\\|(-?[0-9.]+),(-?[0-9.]+)}");

    record Label(String name, int start, int end, double latitude, double longitude) {
        Label moved(int by) {
            return new Label(name, start + by, end + by, latitude, longitude);
        }
    }

    static List<Labelled> read(String resource) {
        try (InputStream in = Labelled.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> parse(line.replace('¶', '\n')))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Each sentence as a text of its own. */
    Stream<Labelled> sentences() {
        return Sentences.of(text).stream().map(each -> part(each.start(), each.end()));
    }

    private Labelled part(int from, int to) {
        return new Labelled(
                text.substring(from, to),
                labels.stream()
                        .filter(label -> label.start() >= from && label.end() <= to)
                        .map(label -> label.moved(-from))
                        .toList());
    }

    private static Labelled parse(String line) {
        StringBuilder text = new StringBuilder();
        List<Label> labels = new ArrayList<>();
        Matcher marks = MARK.matcher(line);
        int from = 0;
        while (marks.find()) {
            text.append(line, from, marks.start());
            String name = marks.group(1);
            labels.add(
                    new Label(
                            name,
                            text.length(),
                            text.length() + name.length(),
                            Double.parseDouble(marks.group(2)),
                            Double.parseDouble(marks.group(3))));
            text.append(name);
            from = marks.end();
        }
        return new Labelled(text.append(line.substring(from)).toString(), List.copyOf(labels));
    }
}
