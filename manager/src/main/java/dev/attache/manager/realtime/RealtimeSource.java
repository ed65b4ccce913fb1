package dev.attache.manager.realtime;

import dev.attache.manager.activity.ActivitySource;
import dev.attache.manager.activity.UsedDocuments.Unreadable;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Hints from Supabase Realtime. Performs what the channel decides, on a thread of its own; a second
 * one looks at the table now and then, to find out whether rows are told of at all.
 */
public final class RealtimeSource implements ActivitySource {
    private static final Logger log = LoggerFactory.getLogger(RealtimeSource.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);
    private static final Duration WAIT_AT_MOST = Duration.ofMinutes(10);

    private final SupabaseKey key;
    private final NewestRow table;
    private final InstantSource clock;
    private final InstantSource wallClock;
    private final Duration lookEvery;
    private final RealtimeChannel channel;
    private final FactQueue facts = new FactQueue();
    private final RealtimeSocket socket;
    private final AtomicReference<@Nullable Long> newest = new AtomicReference<>();
    private volatile State state;
    private volatile boolean closed;
    private String alarm = "";
    private @Nullable Thread looker;

    /**
     * Connects when started.
     *
     * @param supabase as in SUPABASE_URL
     * @param clock steady; intervals are measured by it
     */
    public RealtimeSource(URI supabase, String key, NewestRow table, InstantSource clock) {
        this(supabase, SupabaseKey.of(key), table, clock, InstantSource.system(), LOOK_EVERY);
    }

    RealtimeSource(
            URI supabase,
            SupabaseKey key,
            NewestRow table,
            InstantSource clock,
            InstantSource wallClock,
            Duration lookEvery) {
        this.key = key;
        this.table = table;
        this.clock = clock;
        this.wallClock = wallClock;
        this.lookEvery = lookEvery;
        RealtimeAddress address = RealtimeAddress.of(supabase);
        socket = new RealtimeSocket(address, key, facts::put);
        channel =
                new RealtimeChannel(
                        address.toString(), key.accessToken(), ThreadLocalRandom.current());
        state = new State.Connecting(address.toString());
    }

    @Override
    public void start(Listener listener) {
        key.fault().ifPresent(fault -> log.warn("activity: {}", fault));
        Thread.ofVirtual().name("realtime").start(() -> run(listener));
        looker = Thread.ofVirtual().name("realtime-look").start(this::look);
    }

    @Override
    public State state() {
        return state;
    }

    public RealtimeCounts counts() {
        return new RealtimeCounts(
                socket.connects.get(), socket.frames.get(), socket.rows.get(), socket.broken.get());
    }

    @Override
    public void close() {
        closed = true;
        state = new State.Closed();
        facts.close();
        if (looker != null) {
            looker.interrupt();
        }
        socket.close();
    }

    private void run(Listener listener) {
        var expiry = new KeyExpiry(key.expires().orElse(null));
        try {
            while (!closed) {
                // The wall clock's: an expiry is a date.
                expiry.look(wallClock.instant()).ifPresent(said -> log.warn("activity: {}", said));
                perform(channel.tick(clock.instant()), listener);
                Fact fact = facts.take(untilNextTick());
                if (fact != null) {
                    perform(channel.on(fact, clock.instant()), listener);
                }
                Long row = newest.getAndSet(null);
                if (row != null) {
                    perform(channel.newestRow(row, clock.instant()), listener);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration untilNextTick() {
        Instant now = clock.instant();
        Instant latest = now.plus(WAIT_AT_MOST);
        Instant wake = channel.wakeAt();
        return Duration.between(now, wake.isBefore(latest) ? wake : latest);
    }

    private void perform(List<Deed> deeds, Listener listener) {
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Connect(long number) -> socket.connect(number);
                case Deed.Send(String text) -> socket.send(text);
                case Deed.HangUp _ -> socket.hangUp();
                case Deed.Hint(String reason) -> listener.hint(reason);
                case Deed.Alarm(String sentence) -> log.error("activity: {}", sentence);
                case Deed.Become(State next, boolean alarming) -> become(next, alarming, listener);
            }
        }
    }

    /** One line a change: a server that is away for an hour is one event. */
    private void become(State next, boolean alarming, Listener listener) {
        if (closed) {
            return;
        }
        boolean sameKind = next.getClass() == state.getClass();
        state = next;
        if (next.live()) {
            alarm = "";
            log.info("activity: {}", next.sentence());
        } else if (alarming && !alarm.equals(next.sentence())) {
            alarm = next.sentence();
            log.error("activity: {}", next.sentence());
        } else if (!sameKind) {
            log.warn("activity: {}; the documents are read every 15 s meanwhile", next.sentence());
        }
        listener.changed(this, next);
    }

    private void look() {
        try {
            while (!closed) {
                Thread.sleep(lookEvery);
                if (state.live()) {
                    lookOnce();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOnce() {
        try {
            newest.set(table.id());
            facts.wake();
        } catch (Unreadable e) {
            // The feed says so already.
            log.debug("could not look for rows that Realtime did not tell of", e);
        }
    }
}
