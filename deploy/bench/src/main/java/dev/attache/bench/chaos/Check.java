package dev.attache.bench.chaos;

import java.util.List;

/** One promise of the whole, and how to see that it is broken: a complaint for each breach. */
interface Check {
    /** The promise, as the report prints it. */
    String promise();

    List<String> complaints(Facts facts);

    /** All of them, in the order of the report. */
    static List<Check> all() {
        return List.of(
                new OneAgentEach(),
                new NoManagerDied(),
                new RealtimeIsHeard(),
                new NoOrphans(),
                new NoEventLost(),
                new SameTextForAll(),
                new EverySentenceMarked(),
                new NoRowLies(),
                new MemoryIsFlat());
    }
}
