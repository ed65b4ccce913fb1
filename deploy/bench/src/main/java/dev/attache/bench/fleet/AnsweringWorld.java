package dev.attache.bench.fleet;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Fleet;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.FromWorker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A world that answers at once: processes start, claims are won, agents connect and leave. */
final class AnsweringWorld {
    private static final FromWorker.Ready READY =
            new FromWorker.Ready(1, "1", EnumSet.allOf(FromWorker.Skill.class));

    private final Fleet fleet;
    private final List<WorkerId> attached = new ArrayList<>();
    private final Map<WorkerId, Integer> places = new HashMap<>();
    private long epoch = 1;
    private int attaches;

    AnsweringWorld(Fleet fleet) {
        this.fleet = fleet;
    }

    /** To the last decision that follows of it; how many there were. */
    int tell(Event event, Instant now) {
        fleet.observe(event, now);
        int decisions = 0;
        Optional<Action> next = fleet.next(now);
        while (next.isPresent()) {
            Action action = next.get();
            fleet.issued(action, now);
            answer(action, now);
            decisions++;
            next = fleet.next(now);
        }
        return decisions;
    }

    int attached() {
        return attached.size();
    }

    int attaches() {
        return attaches;
    }

    /** Whichever, in no order that means anything. */
    WorkerId attached(int place) {
        return attached.get(place);
    }

    private void answer(Action action, Instant now) {
        switch (action) {
            case Action.Launch a -> fleet.observe(new Event.WorkerReady(a.worker(), READY), now);
            case Action.Claim a -> fleet.observe(new Event.Claimed(a.document(), epoch++), now);
            case Action.Attach a -> {
                places.put(a.worker(), attached.size());
                attached.add(a.worker());
                attaches++;
                fleet.observe(new Event.WorkerConnected(a.worker()), now);
            }
            case Action.Ping a ->
                    fleet.observe(
                            new Event.WorkerAnswered(a.worker(), a.id(), FromWorker.Doing.FREE),
                            now);
            case Action.Release a -> {
                fleet.observe(new Event.WorkerReleased(a.worker()), now);
                exit(a.worker(), now);
            }
            case Action.Stop a -> exit(a.worker(), now);
            default -> {}
        }
    }

    private void exit(WorkerId worker, Instant now) {
        Integer place = places.remove(worker);
        if (place != null) {
            // The last one takes its place: no search, whatever their number.
            WorkerId last = attached.removeLast();
            if (!last.equals(worker)) {
                attached.set(place, last);
                places.put(last, place);
            }
        }
        fleet.observe(new Event.WorkerExited(worker, Exit.code(0)), now);
    }
}
