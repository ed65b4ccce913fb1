package dev.attache.bench.chaos;

import java.util.ArrayList;
import java.util.List;

/** As people see it, as the document says it, and as the books have it. */
final class OneAgentEach implements Check {
    @Override
    public String promise() {
        return "every document in use has exactly one agent, no other has one";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        for (Facts.Person person : facts.people()) {
            if (facts.inUse().contains(person.document())) {
                if (!person.isHere()) {
                    complaints.add(person.name() + " is not in step with the document yet");
                } else if (person.agents() != 1) {
                    complaints.add(person.name() + " sees " + person.agents() + " agents");
                }
            }
        }
        facts.inUse().stream()
                .filter(name -> facts.objects().stream().noneMatch(o -> o.document().equals(name)))
                .forEach(name -> complaints.add(name + " does not answer"));
        for (Facts.ObjectSeen object : facts.objects()) {
            boolean inUse = facts.inUse().contains(object.document());
            String wanted = inUse ? "attached" : "none";
            if (!object.agent().equals(wanted)) {
                complaints.add(
                        "%s says its agent is %s, not %s"
                                .formatted(object.document(), object.agent(), wanted));
            }
            long here = peopleOf(object.document(), facts);
            if (object.people() != (inUse ? here : 0)) {
                complaints.add(
                        "%s counts %d people, there are %d"
                                .formatted(object.document(), object.people(), here));
            }
            long rows = activeRowsOf(object.document(), facts);
            if (rows != (inUse ? 1 : 0)) {
                complaints.add(object.document() + " has " + rows + " active rows");
            }
        }
        return complaints;
    }

    private static long peopleOf(String document, Facts facts) {
        return facts.people().stream()
                .filter(person -> person.document().equals(document) && person.isHere())
                .count();
    }

    private static long activeRowsOf(String document, Facts facts) {
        return facts.rows().stream()
                .filter(row -> row.document().equals(document) && row.status().equals("active"))
                .count();
    }
}
