package dev.attache.manager.store;

import dev.attache.manager.fleet.WorkerId;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is known of a process besides its status: told by the launcher, written with the status. */
final class LifeFacts {
    /** More processes than a host can have: who falls out has long been dead. */
    private static final int REMEMBERED = 20_000;

    record Facts(@Nullable Long pid, @Nullable String workerVersion) {
        static final Facts NONE = new Facts(null, null);
    }

    private final Map<WorkerId, Facts> facts =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<WorkerId, Facts> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Facts of(WorkerId worker) {
        return facts.getOrDefault(worker, Facts.NONE);
    }

    void started(WorkerId worker, long pid) {
        facts.put(worker, new Facts(pid, of(worker).workerVersion()));
    }

    void ready(WorkerId worker, String version) {
        facts.put(worker, new Facts(of(worker).pid(), version));
    }

    void ended(WorkerId worker) {
        facts.remove(worker);
    }
}
