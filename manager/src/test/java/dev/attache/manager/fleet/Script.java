package dev.attache.manager.fleet;

import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Skill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A fleet, a hand on its clock, and a world that does what it is told and nothing else. */
final class Script {
    private static final Set<Skill> ALL = EnumSet.allOf(Skill.class);

    final Fleet fleet;
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private long epoch = 100;

    Script(Policy policy) {
        fleet = new Fleet(policy);
    }

    static DocumentId doc(String name) {
        return new DocumentId(name);
    }

    void wait(Duration time) {
        now = now.plus(time);
    }

    /** One event, and everything that is decided because of it. */
    List<Action> on(Event event) {
        fleet.observe(event, now);
        return decided();
    }

    List<Action> decided() {
        List<Action> actions = new ArrayList<>();
        Optional<Action> next = fleet.next(now);
        while (next.isPresent()) {
            fleet.issued(next.get(), now);
            actions.add(next.get());
            next = fleet.next(now);
        }
        return actions;
    }

    List<Action> use(String document) {
        return on(new Event.InUse(doc(document), Duration.ZERO));
    }

    List<Action> leave(String document) {
        return on(new Event.NotInUse(doc(document), "nobody is in it"));
    }

    List<Action> claimed(String document) {
        return on(new Event.Claimed(doc(document), epoch++));
    }

    List<Action> ready(long worker) {
        return on(new Event.WorkerReady(new WorkerId(worker), new FromWorker.Ready(1, "1", ALL)));
    }

    List<Action> connected(long worker) {
        return on(new Event.WorkerConnected(new WorkerId(worker)));
    }

    List<Action> exited(long worker, Exit exit) {
        return on(new Event.WorkerExited(new WorkerId(worker), exit));
    }

    /** Used, claimed, ready, attached; returns the process. */
    WorkerId attach(String document) {
        WorkerId worker =
                use(document).stream()
                        .filter(Action.Launch.class::isInstance)
                        .map(action -> ((Action.Launch) action).worker())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing launched: " + document));
        claimed(document);
        ready(worker.serial());
        connected(worker.serial());
        return worker;
    }

    /** It dies by itself, right after it was attached, and the rest is waited for. */
    List<Action> crash(WorkerId worker) {
        return exited(worker.serial(), Exit.code(1));
    }
}
