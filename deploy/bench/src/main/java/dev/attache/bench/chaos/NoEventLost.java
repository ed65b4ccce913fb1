package dev.attache.bench.chaos;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of a document tell an unbroken story: each says what could follow the one before it, and
 * the last is the last that the document has told. A row that is missing breaks the count.
 */
final class NoEventLost implements Check {
    @Override
    public String promise() {
        return "no event lost, doubled or late";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        Map<String, Facts.Told> last = new HashMap<>();
        for (Facts.Told told : facts.events()) {
            Facts.Told before = last.put(told.document(), told);
            if (!follows(before, told)) {
                complaints.add("%s cannot follow %s".formatted(words(told), words(before)));
            }
        }
        for (Facts.ObjectSeen object : facts.objects()) {
            if (object.waiting() > 0 || object.dead() > 0) {
                complaints.add(
                        "%s keeps %d events back and has set %d aside"
                                .formatted(object.document(), object.waiting(), object.dead()));
            }
            Facts.Told newest = last.get(object.document());
            if (newest == null) {
                complaints.add(object.document() + " has told nothing");
            } else if (newest.type().equals("idle") == facts.inUse().contains(object.document())) {
                complaints.add(
                        "the last event of %s is %s".formatted(object.document(), newest.type()));
            } else if (newest.people() != object.people()) {
                complaints.add(
                        "%s counts %d people, the last event says %d"
                                .formatted(object.document(), object.people(), newest.people()));
            }
        }
        return complaints;
    }

    private static boolean follows(Facts.@Nullable Told before, Facts.Told told) {
        boolean asleep = before == null || before.type().equals("idle");
        int people = before == null ? 0 : before.people();
        boolean risesInSeq = before == null || told.seq() > before.seq();
        return risesInSeq
                && switch (told.type()) {
                    case "active" -> asleep && told.people() > 0;
                    case "user_joined" -> !asleep && told.people() > people;
                    case "user_left" -> !asleep && told.people() < people;
                    default -> !asleep && people == 0 && told.people() == 0;
                };
    }

    private static String words(Facts.@Nullable Told told) {
        return told == null
                ? "the beginning"
                : "%s with %d people (%s, seq %d)"
                        .formatted(told.type(), told.people(), told.document(), told.seq());
    }
}
