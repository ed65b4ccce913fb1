package dev.attache.manager.realtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/**
 * A Realtime in virtual time with the manager's own channel on this side of it. It loses, doubles,
 * reorders, goes deaf, hangs up and refuses, for a while each, until it is told to behave.
 */
public final class SimulatedRealtime {
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(30);

    private enum Fault {
        NONE,
        /** Everything looks well, heartbeats are answered, and no row comes. */
        LOSES_ROWS,
        LOSES_SOME,
        DOUBLES,
        REORDERS,
        /** The socket stays open, and nobody is behind it. */
        DEAF,
        REFUSES,
        NEVER_OPENS,
        NEVER_SUBSCRIBES
    }

    private final InstantSource now;
    private final BiConsumer<Duration, Runnable> later;
    private final Random dice;
    private final Runnable hint;
    private final RealtimeChannel channel;
    private Fault fault = Fault.NONE;
    private long socket;
    private boolean open;
    private String joined = "";
    private long rows;

    /** Nothing happens before it is started. */
    public SimulatedRealtime(
            InstantSource now, BiConsumer<Duration, Runnable> later, Random dice, Runnable hint) {
        this.now = now;
        this.later = later;
        this.dice = dice;
        this.hint = hint;
        channel = new RealtimeChannel("Realtime", "jwt", dice);
    }

    public void start() {
        tick();
        look();
    }

    /** Somebody has committed a row. */
    public void inserted() {
        rows++;
        if (open && !joined.isEmpty() && fault != Fault.LOSES_ROWS) {
            toManager(Frames.row(rows));
        }
    }

    public void misbehave(Duration awhile) {
        fault = Fault.values()[dice.nextInt(Fault.values().length)];
        if (dice.nextInt(3) == 0) {
            hangUp();
        } else if (dice.nextInt(3) == 0 && !joined.isEmpty()) {
            String ref = joined;
            joined = "";
            toManager(Frames.event(ref, "phx_error"));
        }
        Fault given = fault;
        later.accept(
                awhile,
                () -> {
                    if (fault == given) {
                        behave();
                    }
                });
    }

    public void behave() {
        fault = Fault.NONE;
    }

    private void tick() {
        perform(channel.tick(now.instant()));
        Instant wake = channel.wakeAt();
        Duration wait = Duration.between(now.instant(), wake);
        Duration most = Duration.ofSeconds(1);
        later.accept(wait.isNegative() || wait.compareTo(most) > 0 ? most : wait, this::tick);
    }

    private void look() {
        perform(channel.newestRow(rows, now.instant()));
        later.accept(LOOKS_EVERY, this::look);
    }

    private void perform(List<Deed> deeds) {
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Connect(long number) -> connect(number);
                case Deed.Send(String text) -> {
                    long on = socket;
                    after(50, () -> hear(on, text));
                }
                case Deed.HangUp _ -> open = false;
                case Deed.Hint _ -> hint.run();
                case Deed.Alarm _, Deed.Become _ -> {}
            }
        }
    }

    private void connect(long number) {
        socket = number;
        open = false;
        joined = "";
        if (fault == Fault.NEVER_OPENS) {
            return;
        }
        boolean refused = fault == Fault.REFUSES;
        after(
                300,
                () -> {
                    open = !refused && number == socket;
                    fact(refused ? new Fact.Refused(number, 503, "") : new Fact.Opened(number));
                });
    }

    private void hangUp() {
        if (open) {
            open = false;
            joined = "";
            fact(new Fact.Gone(socket, "closed with 1000"));
        }
    }

    private void hear(long on, String text) {
        if (on != socket || !open || fault == Fault.DEAF) {
            return;
        }
        String[] parts = text.split("\"", -1);
        if (text.contains("\"heartbeat\"")) {
            toManager(Frames.alive(parts[1]));
        } else if (text.contains("\"phx_join\"")) {
            joined = parts[1];
            toManager(Frames.joined(joined));
            if (fault != Fault.NEVER_SUBSCRIBES) {
                toManager(Frames.subscribed(joined));
            }
        } else if (text.contains("\"phx_leave\"")) {
            String left = joined;
            joined = "";
            toManager(Frames.event(left, "phx_close"));
        }
    }

    private void toManager(String frame) {
        if (fault == Fault.DEAF || (fault == Fault.LOSES_SOME && dice.nextInt(3) == 0)) {
            return;
        }
        long on = socket;
        int late = fault == Fault.REORDERS ? 5_000 : 100;
        after(late, () -> told(on, frame));
        if (fault == Fault.DOUBLES) {
            after(late, () -> told(on, frame));
        }
    }

    private void told(long on, String frame) {
        if (on == socket && open) {
            fact(new Fact.Told(on, PhoenixReader.read(frame)));
        }
    }

    private void fact(Fact fact) {
        perform(channel.on(fact, now.instant()));
    }

    private void after(int atMostMs, Runnable what) {
        later.accept(Duration.ofMillis(1 + dice.nextInt(atMostMs)), what);
    }
}
