package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.List;

/** What people have answered, read. */
record Looks(
        List<Facts.Person> people, List<Facts.Sentence> sentences, List<Facts.ObjectSeen> objects) {
    private static final int MARKED_AT = 4;

    static Looks of(List<String[]> lines) {
        Looks looks = new Looks(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (String[] line : lines) {
            looks.add(line);
        }
        return looks;
    }

    private void add(String[] line) {
        switch (line[0]) {
            case "person" ->
                    people.add(
                            new Facts.Person(
                                    line[1],
                                    line[2],
                                    line[3],
                                    Integer.parseInt(line[4]),
                                    new ArrayList<>()));
            // The lines of a person's text follow the person.
            case "paragraph" ->
                    people.getLast()
                            .paragraphs()
                            .add(new Facts.Paragraph(line[4], new ArrayList<>()));
            case "mark" ->
                    people.getLast()
                            .paragraphs()
                            .getLast()
                            .marks()
                            .add(
                                    new Facts.Mark(
                                            Integer.parseInt(line[MARKED_AT]), line[5], line[6]));
            case "sentence" ->
                    sentences.add(
                            new Facts.Sentence(line[1], line[3], List.of(line[4].split("\\|"))));
            case "object" ->
                    objects.add(
                            new Facts.ObjectSeen(
                                    line[1],
                                    Integer.parseInt(line[2]),
                                    line[3],
                                    Integer.parseInt(line[4]),
                                    Integer.parseInt(line[5]),
                                    Long.parseLong(line[6])));
            // `silent`, and words of libraries: an object that is missing is seen by the checks.
            default -> {}
        }
    }
}
