package dev.attache.manager.realtime;

import dev.attache.manager.activity.ActivitySource.State;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A channel, a socket that does what the test says, and time that moves when it is told to. */
final class Talk {
    static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

    final RealtimeChannel channel = new RealtimeChannel("Realtime", "jwt", new Random(1));
    final List<String> sent = new ArrayList<>();
    final List<String> hints = new ArrayList<>();
    final List<String> alarms = new ArrayList<>();
    final List<State> states = new ArrayList<>();
    Instant now = START;
    long socket;
    boolean hungUp;
    @Nullable Instant connectedAt;

    /** Until a socket is open. */
    Talk open() {
        tick();
        fact(new Fact.Opened(socket));
        return this;
    }

    /** Until both answers are there. */
    Talk live() {
        open();
        say(Frames.joined(lastRef()));
        say(Frames.subscribed(lastRef()));
        return this;
    }

    void tick() {
        note(channel.tick(now));
    }

    /** Time passes, and every deadline in it is met. */
    void pass(Duration time) {
        Instant end = now.plus(time);
        while (!channel.wakeAt().isAfter(end)) {
            now = channel.wakeAt().isAfter(now) ? channel.wakeAt() : now;
            tick();
        }
        now = end;
    }

    void say(String frame) {
        fact(new Fact.Told(socket, PhoenixReader.read(frame)));
    }

    void fact(Fact fact) {
        note(channel.on(fact, now));
    }

    void newestRow(long id) {
        note(channel.newestRow(id, now));
    }

    State state() {
        return states.isEmpty() ? new State.Connecting("Realtime") : states.getLast();
    }

    String why() {
        return state() instanceof State.Away away ? away.why() : "";
    }

    /** Reference of the latest join. */
    String lastRef() {
        String join = sent.stream().filter(s -> s.contains("phx_join")).toList().getLast();
        return join.substring(2, join.indexOf('"', 2));
    }

    String lastBeat() {
        String beat = sent.stream().filter(s -> s.contains("heartbeat")).toList().getLast();
        return beat.split("\"", -1)[1];
    }

    long sent(String event) {
        return sent.stream().filter(s -> s.contains("\"" + event + "\"")).count();
    }

    private void note(List<Deed> deeds) {
        for (Deed deed : deeds) {
            switch (deed) {
                case Deed.Connect(long number) -> {
                    socket = number;
                    hungUp = false;
                    connectedAt = now;
                }
                case Deed.Send(String text) -> sent.add(text);
                case Deed.HangUp _ -> hungUp = true;
                case Deed.Hint(String reason) -> hints.add(reason);
                case Deed.Alarm(String sentence) -> alarms.add(sentence);
                case Deed.Become(State state, boolean alarming) -> {
                    states.add(state);
                    if (alarming) {
                        alarms.add(state.sentence());
                    }
                }
            }
        }
    }
}
