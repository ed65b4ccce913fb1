package dev.attache.bench.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A manager holds no more at the end than when it was warm. One that has not lived for long has
 * only the bound that holds for all.
 */
final class MemoryIsFlat implements Check {
    static final long MOST_MB = 512;
    private static final Duration COLD = Duration.ofMinutes(1);
    private static final Duration WARM = Duration.ofMinutes(3);
    private static final double MAY_GROW = 1.25;
    private static final long MAY_ADD_MB = 32;

    @Override
    public String promise() {
        return "managers' memory flat";
    }

    @Override
    public List<String> complaints(Facts facts) {
        List<String> complaints = new ArrayList<>();
        for (Facts.ManagerSeen manager : facts.managers()) {
            List<Facts.Held> memory = manager.memory();
            if (memory.isEmpty()) {
                continue;
            }
            long now = memory.getLast().megabytes();
            if (now > MOST_MB) {
                complaints.add("%s holds %d MB".formatted(manager.id(), now));
            }
            long warm = warm(memory);
            if (warm > 0 && now > warm * MAY_GROW + MAY_ADD_MB) {
                complaints.add(
                        "%s held %d MB when it was warm and holds %d MB now"
                                .formatted(manager.id(), warm, now));
            }
        }
        return complaints;
    }

    /** The most it held while it warmed up; 0 when it still does. */
    private static long warm(List<Facts.Held> memory) {
        if (memory.getLast().age().compareTo(WARM) < 0) {
            return 0;
        }
        return memory.stream()
                .filter(held -> held.age().compareTo(COLD) >= 0)
                .filter(held -> held.age().compareTo(WARM) <= 0)
                .mapToLong(Facts.Held::megabytes)
                .max()
                .orElse(0);
    }
}
