package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each place that a sentence names carries one mark, from its first letter to its last. */
final class EverySentenceMarked implements Check {
    @Override
    public String promise() {
        return "every finished sentence read, no mark lost or doubled";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Facts.Person person : facts.people()) {
            // All see the same, which is another promise: one of them is enough.
            if (person.isHere() && seen.add(person.document())) {
                read(person, facts, complaints);
            }
        }
        return complaints;
    }

    private static void read(Facts.Person person, Facts facts, List<String> complaints) {
        Map<String, List<String>> places = new HashMap<>();
        for (Facts.Sentence sentence : facts.sentences()) {
            if (sentence.document().equals(person.document())) {
                places.put(sentence.text(), sentence.places());
            }
        }
        Set<String> ids = new HashSet<>();
        for (Facts.Paragraph paragraph : person.paragraphs()) {
            List<Facts.Mark> marks = joined(paragraph.marks());
            List<String> wanted = places.getOrDefault(paragraph.text(), List.of());
            List<String> marked = marks.stream().map(Facts.Mark::text).toList();
            if (!marked.equals(wanted)) {
                complaints.add(
                        "\"%s\" has marks on %s, not on %s"
                                .formatted(paragraph.text(), marked, wanted));
            }
            for (Facts.Mark mark : marks) {
                if (!ids.add(mark.geoId())) {
                    complaints.add(
                            "\"%s\": the mark %s is there twice"
                                    .formatted(paragraph.text(), mark.geoId()));
                }
            }
        }
    }

    /** Runs of one mark that touch are one. */
    private static List<Facts.Mark> joined(List<Facts.Mark> runs) {
        List<Facts.Mark> marks = new ArrayList<>();
        for (Facts.Mark run : runs) {
            Facts.Mark last = marks.isEmpty() ? run : marks.getLast();
            boolean goesOn =
                    !marks.isEmpty()
                            && last.geoId().equals(run.geoId())
                            && last.at() + last.text().length() == run.at();
            if (goesOn) {
                marks.removeLast();
                marks.add(new Facts.Mark(last.at(), last.text() + run.text(), last.geoId()));
            } else {
                marks.add(run);
            }
        }
        return marks;
    }
}
