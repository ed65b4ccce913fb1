package dev.attache.manager.sim;

import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Exit;
import dev.attache.manager.fleet.Life;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Doing;
import dev.attache.protocol.FromWorker.Skill;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** One process of the world, with the faults that were drawn for it. */
final class FakeProcess {
    final WorkerId id;
    private final World world;
    private final Odds odds;
    final Instant born;
    boolean alive = true;
    boolean hung;
    @Nullable Instant hungSince;
    boolean ready;
    boolean busy;
    @Nullable Life life;
    boolean connected;
    @Nullable Instant busySince;
    private boolean wantsToken;
    int stops;

    /** It left by itself and rightly: its document holds a higher epoch. */
    boolean forgiven;

    FakeProcess(WorkerId id, World world, Odds odds) {
        this.id = id;
        this.world = world;
        this.odds = odds;
        this.born = world.time.instant();
    }

    void start() {
        world.time.in(odds.between(1, 400), () -> say(new Event.WorkerStarted(id, id.serial())));
        if (odds.hits(odds.neverReady)) {
            return;
        }
        Duration delay =
                odds.hits(odds.lateReady) ? odds.between(2_000, 60_000) : odds.between(20, 1_500);
        world.time.in(delay, this::becomeReady);
        misfortune();
    }

    private void misfortune() {
        if (odds.hits(odds.crash)) {
            world.time.in(odds.between(1, 200_000), () -> die(Exit.code(1)));
        }
        if (odds.hits(odds.hang)) {
            world.time.in(
                    odds.between(1, 200_000),
                    () -> {
                        hung = true;
                        hungSince = world.time.instant();
                    });
        }
    }

    private void becomeReady() {
        if (!alive || hung) {
            return;
        }
        ready = true;
        Set<Skill> can = new HashSet<>();
        if (odds.canRelease) {
            can.add(Skill.RELEASE);
        }
        if (odds.canSpare) {
            can.add(Skill.SPARE);
        }
        say(new Event.WorkerReady(id, new FromWorker.Ready(1, "1", can)));
    }

    void attach(Life life) {
        Broken.unless(ready, "attached a process that has never said it was ready: " + id);
        this.life = life;
        if (hung) {
            return;
        }
        world.time.in(
                odds.between(5, 1_500),
                () -> {
                    if (!alive || hung) {
                        return;
                    }
                    if (!world.table.admits(life.document(), life.epoch())) {
                        long stored = world.table.row(life.document()).fence();
                        say(new Event.WorkerSaidBye(id, FromWorker.Reason.SUPERSEDED, stored));
                        forgiven = true;
                        die(Exit.code(0));
                        return;
                    }
                    connected = true;
                    say(new Event.WorkerConnected(id));
                    work();
                    stray();
                });
    }

    /** Loses its document, and comes back by itself, with another token, or never. */
    private void stray() {
        if (!odds.hits(odds.strays)) {
            return;
        }
        world.time.in(
                odds.between(100, 60_000),
                () -> {
                    if (!alive || hung) {
                        return;
                    }
                    connected = false;
                    wantsToken = odds.chance(0.3);
                    say(new Event.WorkerDisconnected(id, wantsToken ? 4401 : 1006, "test"));
                    if (!wantsToken && !odds.chance(0.3)) {
                        comeBackSoon();
                    }
                });
    }

    void token() {
        if (!alive || hung || !wantsToken) {
            return;
        }
        if (odds.hits(0.3)) {
            world.time.in(
                    odds.between(5, 300),
                    () -> say(new Event.WorkerDisconnected(id, 4401, "test")));
            return;
        }
        wantsToken = false;
        comeBackSoon();
    }

    private void comeBackSoon() {
        world.time.in(
                odds.between(5, 20_000),
                () -> {
                    if (alive && !hung) {
                        connected = true;
                        say(new Event.WorkerConnected(id));
                        stray();
                    }
                });
    }

    private void work() {
        if (!odds.chance(0.4)) {
            return;
        }
        world.time.in(
                odds.between(100, 30_000),
                () -> {
                    if (!alive || hung) {
                        return;
                    }
                    busy = true;
                    busySince = world.time.instant();
                    say(new Event.WorkerBusy(id));
                    world.time.in(
                            odds.between(100, 8_000),
                            () -> {
                                if (alive && !hung) {
                                    busy = false;
                                    say(new Event.WorkerFree(id));
                                    work();
                                }
                            });
                });
    }

    void ping(long ping) {
        Broken.unless(ready, "pinged a process that has never said it was ready: " + id);
        if (alive && !hung) {
            Doing doing = busy ? Doing.MODEL : Doing.FREE;
            world.time.in(
                    odds.between(1, 200), () -> say(new Event.WorkerAnswered(id, ping, doing)));
        }
    }

    void release() {
        if (!alive || hung || odds.hits(0.05)) {
            return;
        }
        if (busy) {
            world.time.in(odds.between(1, 200), () -> say(new Event.WorkerBusy(id)));
            return;
        }
        say(new Event.WorkerReleased(id));
        world.time.in(odds.between(5, 400), () -> die(Exit.code(0)));
    }

    void stop() {
        stops++;
        Broken.unless(stops == 1, "stopped twice in one life: " + id);
        if (alive && !hung && !odds.hits(odds.ignoresStop)) {
            world.time.in(odds.between(5, 1_000), () -> die(Exit.code(0)));
        }
    }

    void terminate() {
        if (alive && !hung && !odds.hits(odds.ignoresStop)) {
            world.time.in(odds.between(1, 300), () -> die(Exit.signal(15)));
        }
    }

    void kill() {
        if (alive && !odds.hits(odds.killFails)) {
            world.time.in(odds.between(0, 50), () -> die(Exit.signal(9)));
        }
    }

    void die(Exit exit) {
        if (!alive) {
            return;
        }
        alive = false;
        connected = false;
        Duration news = odds.hits(odds.lateExit) ? odds.between(0, 5_000) : odds.between(0, 40);
        world.time.in(news, () -> world.put(new Event.WorkerExited(id, exit)));
        if (odds.hits(0.3)) {
            // Lines that were still in the pipe.
            world.time.in(odds.between(0, 6_000), () -> world.put(new Event.WorkerBusy(id)));
            world.time.in(odds.between(0, 6_000), () -> world.put(new Event.WorkerConnected(id)));
        }
        if (odds.hits(0.1)) {
            world.time.in(
                    odds.between(0, 9_000), () -> world.put(new Event.WorkerExited(id, exit)));
        }
    }

    private void say(Event event) {
        if (alive && !hung) {
            world.put(event);
        }
    }
}
