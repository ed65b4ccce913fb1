package dev.attache.manager.sim;

import dev.attache.manager.fleet.Action;
import dev.attache.manager.fleet.Event;
import dev.attache.manager.fleet.Policy;
import dev.attache.manager.fleet.WorkerId;
import dev.attache.manager.loop.Inbox;
import dev.attache.manager.loop.Loop;
import dev.attache.manager.loop.Performer;
import dev.attache.manager.realtime.SimulatedRealtime;
import dev.attache.protocol.DocumentId;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything outside the loop: while the loop waits, the world goes on. */
final class World implements Inbox, Performer, Loop.Turns {
    final Timeline time = new Timeline();
    final Table table = new Table();
    final Odds odds;
    final Policy policy;
    final FakeFeed feed;
    final SimulatedRealtime realtime;
    final Map<WorkerId, FakeProcess> processes = new TreeMap<>();
    final Map<DocumentId, Instant> failedAt = new TreeMap<>();
    final TreeSet<DocumentId> quarantined = new TreeSet<>();
    final TreeSet<DocumentId> forbidden = new TreeSet<>();
    final TreeSet<WorkerId> askedToLeave = new TreeSet<>();
    final Checks checks = new Checks(this);
    private final StringBuilder story = new StringBuilder();
    private final boolean telling;
    private List<Event> pending = new ArrayList<>();
    private final TreeSet<DocumentId> announced = new TreeSet<>();
    private boolean early;

    /** As the loop has been told. */
    boolean booksReachable = true;

    long events;
    long launches;

    World(long seed, boolean telling) {
        odds = new Odds(seed);
        policy = odds.policy();
        this.telling = telling;
        feed = new FakeFeed(table, time, odds, this::put);
        realtime = new SimulatedRealtime(time, time::in, odds.random, feed::hint);
        realtime.start();
    }

    @Override
    public void put(Event event) {
        tell(event.toString());
        pending.add(event);
        events++;
        if (event instanceof Event.WorkerExited exited) {
            checks.exitTold(exited.worker());
        }
    }

    @Override
    public List<Event> take(Instant until) {
        checks.always();
        early = false;
        // A look before it is time: there must be nothing to do.
        Instant stop = until;
        if (odds.chance(0.02)) {
            long span = Math.min(5_000, Duration.between(time.instant(), until).toMillis());
            if (span > 1) {
                stop = time.instant().plusMillis(1 + odds.upTo((int) span - 1));
                early = true;
            }
        }
        while (pending.isEmpty()) {
            Instant next = time.nextAt();
            if (next == null || next.isAfter(stop)) {
                time.moveTo(stop);
                break;
            }
            time.runNext();
        }
        early &= pending.isEmpty() && time.instant().isBefore(until);
        forbidden.addAll(announced);
        announced.clear();
        List<Event> taken = pending;
        for (Event event : taken) {
            booksReachable =
                    event instanceof Event.BooksReachable told ? told.reachable() : booksReachable;
        }
        pending = new ArrayList<>();
        return taken;
    }

    @Override
    public void turned(Instant at, int seen, int actions, Duration lag) {
        Broken.unless(!early || actions == 0, "a decision was slept through");
    }

    @Override
    public void perform(Action action) {
        tell("  -> " + action);
        checks.before(action);
        if (odds.hits(odds.slowDeed)) {
            time.moveTo(time.instant().plus(odds.between(1_000, 20_000)));
            feed.excuse();
        }
        switch (action) {
            case Action.Launch(WorkerId id, _) -> launch(id);
            case Action.Attach a -> process(a.worker()).attach(a.life());
            case Action.FreshToken(WorkerId id, _) -> process(id).token();
            case Action.Ping(WorkerId id, long ping) -> process(id).ping(ping);
            case Action.Release(WorkerId id, _, _) -> {
                askedToLeave.add(id);
                process(id).release();
            }
            case Action.Stop(WorkerId id, _) -> {
                askedToLeave.add(id);
                process(id).stop();
            }
            case Action.Terminate(WorkerId id, _) -> process(id).terminate();
            case Action.Kill(WorkerId id, _) -> process(id).kill();
            case Action.Claim(DocumentId document, long hint) -> claim(document, hint);
            case Action.GiveBack(DocumentId document, long epoch, _) -> giveBack(document, epoch);
            case Action.Quarantine q -> quarantined.add(q.document());
            case Action.LiftQuarantine q -> quarantined.remove(q.document());
            case Action.Reread _ -> feed.hint();
            case Action.Assign _, Action.Book _, Action.Report _, Action.Alarm _ -> {}
        }
    }

    private void launch(WorkerId id) {
        launches++;
        FakeProcess process = new FakeProcess(id, this, odds);
        if (odds.hits(odds.launchFails)) {
            time.in(odds.between(1, 500), () -> put(new Event.LaunchFailed(id, "no such file")));
            process.alive = false;
        } else {
            process.start();
        }
        processes.put(id, process);
    }

    private void claim(DocumentId document, long hint) {
        time.in(
                odds.between(1, odds.hits(0.1) ? 9_000 : 50),
                () -> {
                    if (table.away) {
                        put(new Event.ClaimFailed(document, "no connection"));
                        return;
                    }
                    Long epoch = table.claim(document, Table.US, hint, time.instant());
                    Event answer =
                            epoch == null
                                    ? new Event.ClaimLost(document, Table.OTHER)
                                    : new Event.Claimed(document, epoch);
                    if (epoch != null && odds.hits(odds.loseAnswer)) {
                        // Nobody else could have it: housekeeping finds a lease nobody knows of.
                        time.in(Duration.ofMinutes(3), () -> giveBack(document, epoch));
                        return;
                    }
                    Duration late =
                            odds.hits(odds.loseAnswer)
                                    ? odds.between(10_000, 100_000)
                                    : odds.between(1, 50);
                    time.in(late, () -> put(answer));
                });
    }

    private void giveBack(DocumentId document, long epoch) {
        time.in(
                odds.between(1, 200),
                () -> {
                    if (table.away) {
                        giveBack(document, epoch);
                    } else {
                        table.giveBack(document, Table.US, epoch);
                    }
                });
    }

    /** By Realtime always, as far as it goes; by LISTEN where there is one. */
    void told(DocumentId document) {
        feed.changed(document);
        realtime.inserted();
        if (odds.listens) {
            feed.hint();
        }
    }

    void allowed(DocumentId document) {
        announced.remove(document);
        forbidden.remove(document);
    }

    /** Forbidden once what is in the inbox now has been taken. */
    void forbiddenSoon(DocumentId document) {
        announced.add(document);
    }

    FakeProcess process(WorkerId id) {
        FakeProcess process = processes.get(id);
        if (process == null) {
            throw new Broken("acted on a process that was never launched: " + id);
        }
        return process;
    }

    long alive() {
        return processes.values().stream().filter(p -> p.alive).count();
    }

    void tell(String line) {
        if (telling) {
            story.append(time.instant()).append(' ').append(line).append('\n');
        }
    }

    String story() {
        return story.toString();
    }
}
