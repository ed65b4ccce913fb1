package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whoever is in a document sees what the others see, and every sentence that was written once. */
final class SameTextForAll implements Check {
    @Override
    public String promise() {
        return "everybody sees the same text, and every sentence once";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        Map<String, Facts.Person> first = new HashMap<>();
        for (Facts.Person person : facts.people()) {
            if (person.isHere()) {
                Facts.Person other = first.putIfAbsent(person.document(), person);
                if (other != null && !other.paragraphs().equals(person.paragraphs())) {
                    complaints.add(person.name() + " sees another text than " + other.name());
                }
            }
        }
        for (Facts.Sentence sentence : facts.sentences()) {
            Facts.Person reader = first.get(sentence.document());
            if (reader != null) {
                long times =
                        reader.paragraphs().stream()
                                .filter(paragraph -> paragraph.text().equals(sentence.text()))
                                .count();
                if (times != 1) {
                    complaints.add("\"%s\" is there %d times".formatted(sentence.text(), times));
                }
            }
        }
        return complaints;
    }
}
