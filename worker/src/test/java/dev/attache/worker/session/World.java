package dev.attache.worker.session;

import dev.attache.protocol.Checkpoint;
import dev.attache.protocol.DocumentId;
import dev.attache.protocol.FromWorker;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.NodeId;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.extract.Passage;
import dev.attache.worker.replica.Peer;
import dev.attache.worker.replica.People;
import dev.attache.worker.replica.Presence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * The world around one unchanged loop, in virtual time: a document on a server, a person who edits
 * it, a model that takes its time. While the loop waits for facts, the world runs its agenda. One
 * {@link Random} decides everything, so a failing seed fails again.
 */
final class World implements Inbox, InstantSource {
    static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

    /** Thrown out of the loop to kill it where it stands. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private record Event(Instant at, long order, Runnable what) {}

    final Random random;
    final YDocument server;
    final Watch watch = new Watch(this);
    final List<FromWorker> said = new ArrayList<>();
    final List<String> read = new ArrayList<>();
    Duration slowestAnswer = Duration.ofSeconds(20);
    boolean knowsMarks = true;
    Optional<String> composing = Optional.empty();
    Optional<NodeId> composedBlock = Optional.empty();
    @Nullable Presence presence;
    @Nullable Checkpoint checkpoint;
    int callsInFlight;

    private final PriorityQueue<Event> agenda =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::order));
    private final List<Fact> facts = new ArrayList<>();
    private Instant now = START;
    private long order;
    private int life;
    private @Nullable SimulatedReplica replica;

    World(long seed) {
        random = new Random(seed);
        server = YDocument.open(7, "default");
        server.listen(
                changes -> {
                    if (!changes.origin().equals("agent") && replica != null) {
                        SimulatedReplica to = replica;
                        byte[] update = changes.update();
                        in(delay(200), () -> to.update(update));
                    }
                });
    }

    Duration delay(int mostMillis) {
        return Duration.ofMillis(random.nextInt(mostMillis + 1));
    }

    void in(Duration after, Runnable what) {
        agenda.add(new Event(now.plus(after), order++, what));
    }

    /** Runs one life of the worker until something ends it. */
    int live() throws InterruptedException {
        life++;
        facts.clear();
        callsInFlight = 0;
        facts.add(
                new Fact.Told(
                        new ToWorker.Attach(
                                new DocumentId("d"),
                                "a",
                                1,
                                life,
                                "ws://world/d",
                                "",
                                Map.of(),
                                checkpoint)));
        try {
            return new SessionLoop(this, this, new NoTurns(), ports()).run();
        } catch (Killed _) {
            return 137;
        } finally {
            replica = null;
        }
    }

    private Ports ports() {
        int mine = life;
        return new Ports(
                new Mouth() {
                    @Override
                    public void say(FromWorker message) {
                        said.add(message);
                        if (message instanceof FromWorker.CheckpointTaken(Checkpoint taken)) {
                            checkpoint = taken;
                        }
                    }

                    @Override
                    public void close(long millis) {}
                },
                new SlowReader(mine),
                (document, attach) -> join(document),
                _ -> new Vitals.Reading(40, 0.1),
                _ -> {},
                new Random(random.nextLong()));
    }

    private SimulatedReplica join(YDocument document) {
        watch.follow(document);
        SimulatedReplica fresh = new SimulatedReplica(this, document);
        replica = fresh;
        in(delay(300), fresh::connect);
        return fresh;
    }

    void cutFor(Duration outage) {
        SimulatedReplica there = replica;
        if (there != null) {
            there.disconnect();
            in(outage, there::connect);
        }
    }

    /** The relative position of a client that composes at the beginning of a block. */
    void composeIn(NodeId block) {
        composing =
                Optional.of(
                        "{\"type\":{\"client\":%d,\"clock\":%d},\"tname\":null,\"item\":null,\"assoc\":0}"
                                .formatted(block.client(), block.clock()));
        composedBlock = Optional.of(block);
        peopleChanged();
    }

    void peopleChanged() {
        if (replica != null) {
            replica.peopleChanged();
        }
    }

    void killIn(Duration after) {
        in(
                after,
                () -> {
                    throw new Killed();
                });
    }

    private final class SlowReader implements Reader {
        private final int mine;

        SlowReader(int mine) {
            this.mine = mine;
        }

        @Override
        public void open(Map<String, String> settings) {}

        @Override
        public void read(long call, List<Passage> passages) {
            callsInFlight++;
            if (callsInFlight > 1) {
                throw new AssertionError("two calls in flight");
            }
            passages.forEach(passage -> read.add(passage.sentence()));
            in(
                    delay((int) slowestAnswer.toMillis()),
                    () -> {
                        if (mine == life) {
                            callsInFlight--;
                            facts.add(new Fact.Answered(call, PerfectModel.answer(passages)));
                        }
                    });
        }

        @Override
        public void close() {}
    }

    void fromAgent(byte[] update) {
        in(delay(200), () -> applied(update));
    }

    private void applied(byte[] update) {
        try {
            server.apply(update, "agent");
        } catch (RefusedUpdateException refused) {
            throw new AssertionError(refused);
        }
    }

    byte[] everything() {
        return server.encode();
    }

    People people() {
        return new People(
                List.of(
                        new Peer(
                                7,
                                true,
                                false,
                                knowsMarks ? Set.of("geoMark") : Set.of(),
                                composing)));
    }

    @Override
    public void put(Fact fact) {
        facts.add(fact);
    }

    @Override
    public List<Fact> take(Instant until) {
        while (facts.isEmpty() && until.isAfter(now)) {
            Event next = agenda.peek();
            if (next == null || next.at().isAfter(until)) {
                if (until.equals(Instant.MAX)) {
                    throw new AssertionError("the world has come to rest for ever");
                }
                now = until;
                break;
            }
            agenda.remove();
            now = next.at().isAfter(now) ? next.at() : now;
            next.what().run();
            if (replica != null && replica.wakeAt().isBefore(now)) {
                break; // Something has arrived: the loop looks at it in this turn.
            }
        }
        List<Fact> taken = List.copyOf(facts);
        facts.clear();
        return taken;
    }

    @Override
    public Instant instant() {
        return now;
    }

    private static final class NoTurns implements Turns {
        @Override
        public void working() {}

        @Override
        public void waiting() {}
    }
}
