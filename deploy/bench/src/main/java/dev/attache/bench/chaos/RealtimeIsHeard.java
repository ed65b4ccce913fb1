package dev.attache.bench.chaos;

import java.util.List;

/** The period would hide it: a manager that never subscribes again is late, and nothing else. */
final class RealtimeIsHeard implements Check {
    @Override
    public String promise() {
        return "the manager without LISTEN is subscribed to Realtime";
    }

    @Override
    public List<String> complaints(Facts facts) {
        return facts.heardBy() == 1
                ? List.of()
                : List.of("Realtime has %d channels, not one".formatted(facts.heardBy()));
    }
}
