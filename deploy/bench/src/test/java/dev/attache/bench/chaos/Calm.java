package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Facts of a world in which all holds, to be spoilt one by one: `d1` is in use, `d2` is not. */
final class Calm {
    static final String SENTENCE = "Ana flew from Oslo to Riga.";

    Set<String> inUse = Set.of("d1");
    int heardBy = 1;
    final List<Facts.Person> people = new ArrayList<>();
    final List<Facts.Sentence> sentences = new ArrayList<>();
    final List<Facts.ObjectSeen> objects = new ArrayList<>();
    final List<Facts.Row> rows = new ArrayList<>();
    final List<Facts.Lease> leases = new ArrayList<>();
    final List<Facts.Told> events = new ArrayList<>();
    final List<Facts.WorkerSeen> workers = new ArrayList<>();
    final List<Facts.ManagerSeen> managers = new ArrayList<>();

    Calm() {
        people.add(person("ana", "here", 1, marked("geo-1", "geo-2")));
        people.add(person("ben", "here", 1, marked("geo-1", "geo-2")));
        people.add(new Facts.Person("d2", "cleo", "away", 0, List.of()));
        sentences.add(new Facts.Sentence("d1", SENTENCE, List.of("Oslo", "Riga")));
        objects.add(new Facts.ObjectSeen("d1", 2, "attached", 0, 0, 20));
        objects.add(new Facts.ObjectSeen("d2", 0, "none", 0, 0, 13));
        rows.add(new Facts.Row("d1", "disconnected", false, 90, "m"));
        rows.add(new Facts.Row("d1", "active", true, 100, "m"));
        rows.add(new Facts.Row("d2", "disconnected", false, 91, "m"));
        leases.add(new Facts.Lease("d1", "m"));
        events.add(new Facts.Told("d2", "active", 1, 10));
        events.add(new Facts.Told("d2", "user_left", 0, 12));
        events.add(new Facts.Told("d2", "idle", 0, 13));
        events.add(new Facts.Told("d1", "active", 1, 15));
        events.add(new Facts.Told("d1", "user_joined", 2, 20));
        workers.add(new Facts.WorkerSeen(100, 1_000));
        workers.add(new Facts.WorkerSeen(101, 1_000));
        managers.add(manager(new Facts.Held(Duration.ofMinutes(2), 150)));
    }

    static Facts.Person person(
            String name, String presence, int agents, Facts.Paragraph... paragraphs) {
        return new Facts.Person("d1", name, presence, agents, List.of(paragraphs));
    }

    static Facts.Paragraph marked(String oslo, String riga) {
        return new Facts.Paragraph(
                SENTENCE,
                List.of(new Facts.Mark(14, "Oslo", oslo), new Facts.Mark(22, "Riga", riga)));
    }

    static Facts.ManagerSeen manager(Facts.Held... held) {
        return new Facts.ManagerSeen("m", 1_000, 0, List.of(held));
    }

    /** Everybody in d1 sees this. */
    void allSee(Facts.Paragraph... paragraphs) {
        people.set(0, person("ana", "here", 1, paragraphs));
        people.set(1, person("ben", "here", 1, paragraphs));
    }

    Facts facts() {
        return new Facts(
                inUse, people, sentences, objects, rows, leases, events, workers, managers,
                heardBy);
    }
}
