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
        return ready(worker, ALL);
    }

    List<Action> ready(long worker, Set<Skill> can) {
        return on(new Event.WorkerReady(new WorkerId(worker), new FromWorker.Ready(1, "1", can)));
    }

    List<Action> connected(long worker) {
        return on(new Event.WorkerConnected(new WorkerId(worker)));
    }

    List<Action> exited(long worker, Exit exit) {
        return on(new Event.WorkerExited(new WorkerId(worker), exit));
    }

    /** Used, claimed, ready, attached; returns the process. */
    WorkerId attach(String document) {
        return attach(document, ALL);
    }

    WorkerId attach(String document, Set<Skill> can) {
        WorkerId worker =
                use(document).stream()
                        .filter(Action.Launch.class::isInstance)
                        .map(action -> ((Action.Launch) action).worker())
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("nothing launched: " + document));
        claimed(document);
        ready(worker.serial(), can);
        connected(worker.serial());
        return worker;
    }

    /** So much time, in which it answers every ping. */
    void answering(WorkerId worker, Duration time) {
        answering(List.of(worker), time);
    }

    void answering(List<WorkerId> workers, Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            Instant next = fleet.wakeAt(now);
            now = next.isBefore(end) ? next : end;
            if (now.equals(end)) {
                return;
            }
            for (Action action : decided()) {
                if (action instanceof Action.Ping(WorkerId asked, long id)
                        && workers.contains(asked)) {
                    on(new Event.WorkerAnswered(asked, id, FromWorker.Doing.FREE));
                }
            }
        }
    }

    /** It dies by itself, right after it was attached, and the rest is waited for. */
    List<Action> crash(WorkerId worker) {
        return exited(worker.serial(), Exit.code(1));
    }
}
