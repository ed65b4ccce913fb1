package dev.attache.manager.agent;

import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which life each process lives, for what goes past the loop. Any thread. */
public final class Lives {
    private final Map<WorkerId, Life> lives = new ConcurrentHashMap<>();

    public void began(WorkerId worker, Life life) {
        lives.put(worker, life);
    }

    public void ended(WorkerId worker) {
        lives.remove(worker);
    }

    public Optional<Life> of(WorkerId worker) {
        return Optional.ofNullable(lives.get(worker));
    }
}
