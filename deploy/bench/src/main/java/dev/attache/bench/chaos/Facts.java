package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What was found at one moment, from every side; the checks read nothing else.
 *
 * @param heardBy channels on which Realtime would tell of a row
 */
record Facts(
        Set<String> inUse,
        List<Person> people,
        List<Sentence> sentences,
        List<ObjectSeen> objects,
        List<Row> rows,
        List<Lease> leases,
        List<Told> events,
        List<WorkerSeen> workers,
        List<ManagerSeen> managers,
        int heardBy) {
    /** Somebody who is there, or should be: what stands in their copy of the document. */
    record Person(
            String document, String name, String presence, int agents, List<Paragraph> paragraphs) {
        boolean isHere() {
            return presence.equals("here");
        }
    }

    record Paragraph(String text, List<Mark> marks) {}

    /** One run of text under one mark. */
    record Mark(int at, String text, String geoId) {}

    /** What somebody has written, and the places it names. */
    record Sentence(String document, String text, List<String> places) {}

    /** What a document says of itself. */
    record ObjectSeen(
            String document, int people, String agent, int waiting, int dead, long lastSeq) {}

    /** Of `agent_connections`. */
    record Row(String document, String status, boolean open, long pid, String manager) {}

    record Lease(String document, String manager) {}

    /** Of `document_activity`, in the order of seq. */
    record Told(String document, String type, int people, long seq) {}

    record WorkerSeen(long pid, long parent) {}

    /** How often it died of itself, and the memory it held at each look since its last start. */
    record ManagerSeen(String id, long pid, int died, List<Held> memory) {}

    record Held(Duration age, long megabytes) {}
}
