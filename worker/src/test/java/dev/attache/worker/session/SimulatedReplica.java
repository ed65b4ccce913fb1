package dev.attache.worker.session;

import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.replica.News;
import dev.attache.worker.replica.People;
import dev.attache.worker.replica.Presence;
import dev.attache.worker.replica.Replica;
import dev.attache.worker.replica.Signal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A replica whose network is the world: what the server sends arrives when the world says so. */
final class SimulatedReplica implements Replica {
    private sealed interface Parcel {
        @SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
        record Update(byte[] bytes) implements Parcel {}

        record Of(News news) implements Parcel {}
    }

    private final World world;
    private final YDocument document;
    private final Deque<Parcel> arrived = new ArrayDeque<>();
    private boolean connected;
    private boolean everSynced;
    private boolean applying;

    SimulatedReplica(World world, YDocument document) {
        this.world = world;
        this.document = document;
        document.listen(this::send);
    }

    private void send(Changes changes) {
        if (!applying && connected) {
            world.fromAgent(changes.update());
        }
    }

    /** Both sides get all that the other has. */
    void connect() {
        connected = true;
        world.fromAgent(document.encode());
        arrived.add(new Parcel.Update(world.everything()));
        arrived.add(new Parcel.Of(new News.Synced()));
        peopleChanged();
    }

    void disconnect() {
        if (connected) {
            connected = false;
            arrived.clear();
            arrived.add(new Parcel.Of(new News.PeopleChanged(new People(List.of()))));
            arrived.add(new Parcel.Of(new News.Disconnected(1006, "the world cut it")));
        }
    }

    void update(byte[] update) {
        if (connected) {
            arrived.add(new Parcel.Update(update));
        }
    }

    void peopleChanged() {
        if (connected) {
            arrived.add(new Parcel.Of(new News.PeopleChanged(world.people())));
        }
    }

    @Override
    public List<News> tick(Instant now) {
        List<News> news = new ArrayList<>();
        while (!arrived.isEmpty()) {
            switch (arrived.remove()) {
                case Parcel.Update(byte[] bytes) -> apply(bytes, news);
                case Parcel.Of(News one) -> {
                    everSynced |= one instanceof News.Synced;
                    news.add(one);
                }
            }
        }
        return news;
    }

    private void apply(byte[] bytes, List<News> news) {
        applying = true;
        try {
            Changes changes = document.apply(bytes, "server");
            if (!changes.isEmpty()) {
                news.add(new News.Changed(changes, !everSynced));
            }
        } catch (RefusedUpdateException refused) {
            throw new AssertionError(refused);
        } finally {
            applying = false;
        }
    }

    @Override
    public Instant wakeAt() {
        return arrived.isEmpty() ? Instant.MAX : Instant.MIN;
    }

    @Override
    public YDocument document() {
        return document;
    }

    @Override
    public List<News> receive(Signal signal, Instant now) {
        return List.of();
    }

    @Override
    public void present(Presence presence, Instant now) {
        world.presence = presence;
    }

    @Override
    public void token(String token, Instant now) {}

    @Override
    public People people() {
        return connected ? world.people() : new People(List.of());
    }

    @Override
    public boolean isSynced() {
        return connected;
    }

    @Override
    public Optional<Duration> latency() {
        return Optional.empty();
    }

    @Override
    public void close() {
        connected = false;
        document.close();
    }
}
