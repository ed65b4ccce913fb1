package dev.attache.manager.realtime;

import dev.attache.manager.activity.ActivitySource.State;
import dev.attache.manager.realtime.Membership.Joined;
import dev.attache.manager.realtime.Membership.Joining;
import dev.attache.manager.realtime.Membership.Opening;
import dev.attache.manager.realtime.Membership.Out;
import dev.attache.manager.realtime.Membership.Resting;
import dev.attache.manager.realtime.PhoenixFrame.Payload;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * What to do about what the socket says and about what it does not say. Facts and the time go in,
 * deeds come out; it knows neither sockets nor clocks. One thread.
 */
final class RealtimeChannel {
    static final String TOPIC = "realtime:attache";

    private static final Duration OPEN_WITHIN = Duration.ofSeconds(20);
    private static final Duration LIVE_WITHIN = Duration.ofSeconds(15);

    /** A socket whose channel never comes to life is suspected itself. */
    private static final int JOINS_A_SOCKET = 4;

    private final String name;
    private final @Nullable String accessToken;
    private final Ladder ladder;
    private final Heartbeat heartbeat = new Heartbeat();
    private final Deafness deafness = new Deafness();
    private final List<Deed> deeds = new ArrayList<>();
    private Membership membership = new Resting(Instant.MIN);
    private State state;
    private long socket;
    private long lastRef;
    private int joinsInVain;

    /** It said it was subscribed and told of nothing: believed again when it tells of a row. */
    private boolean doubted;

    private boolean emptyRecordsSaid;

    RealtimeChannel(String name, @Nullable String accessToken, RandomGenerator dice) {
        this.name = name;
        this.accessToken = accessToken;
        this.ladder = new Ladder(dice);
        this.state = new State.Connecting(name);
    }

    /** When it is time to call {@link #tick} again, should nothing happen before. */
    Instant wakeAt() {
        Instant due =
                switch (membership) {
                    case Resting(Instant until) -> until;
                    case Opening(Instant deadline) -> deadline;
                    case Out(Instant until) -> until;
                    case Joining j -> j.deadline();
                    case Joined _ -> Instant.MAX;
                };
        return due.isBefore(heartbeat.next()) ? due : heartbeat.next();
    }

    boolean isLive() {
        return state.live();
    }

    List<Deed> tick(Instant now) {
        if (heartbeat.isDead(now)) {
            hangUp("it has not answered a heartbeat for 25 s", now);
        } else if (heartbeat.isDue(now)) {
            String ref = nextRef();
            heartbeat.beat(ref, now);
            deeds.add(new Deed.Send(PhoenixWriter.heartbeat(ref)));
        }
        switch (membership) {
            case Resting(Instant until) when !now.isBefore(until) -> connect(now);
            case Opening(Instant deadline) when !now.isBefore(deadline) ->
                    hangUp("the socket did not open within 20 s", now);
            case Out(Instant until) when !now.isBefore(until) -> join(now);
            case Joining j when !now.isBefore(j.deadline()) -> joinedInVain(j, now);
            case Resting _, Opening _, Out _, Joining _, Joined _ -> {}
        }
        return taken();
    }

    List<Deed> on(Fact fact, Instant now) {
        if (fact.socket() != socket || membership instanceof Resting) {
            return taken();
        }
        switch (fact) {
            case Fact.Opened _ -> {
                heartbeat.begin(now);
                joinsInVain = 0;
                deeds.add(new Deed.Hint("the socket to Realtime has opened"));
                join(now);
            }
            case Fact.Told(_, Heard.Broken _) ->
                    deeds.add(new Deed.Hint("Realtime said something broken"));
            case Fact.Told(_, PhoenixFrame frame) -> {
                deeds.add(new Deed.Hint("Realtime: " + frame.event()));
                heard(frame, now);
            }
            case Fact.Refused(_, int status, String body) ->
                    rest(Advice.onHandshake(status, body), now);
            case Fact.Gone(_, String why) -> rest(new Advice(why, false), now);
        }
        return taken();
    }

    /** The highest id in the table, looked at from time to time. */
    List<Deed> newestRow(long id, Instant now) {
        if (state.live() && deafness.look(id) && membership instanceof Joined(String joinRef, _)) {
            doubted = true;
            leave(joinRef);
            stayOut(Advice.onHiddenRows(), now);
        }
        return taken();
    }

    private void heard(PhoenixFrame frame, Instant now) {
        if (frame.topic().equals("phoenix")) {
            heartbeat.answered(frame.ref());
            return;
        }
        if (!frame.topic().equals(TOPIC) || isStale(frame)) {
            return;
        }
        switch (frame.payload()) {
            case Payload.Reply reply -> replied(frame, reply, now);
            case Payload.Announcement said -> announced(said, now);
            case Payload.Change change -> changed(change);
            case Payload.Other _ -> {
                switch (frame.event()) {
                    case "phx_error" -> dropOut("the channel crashed", now);
                    case "phx_close" -> dropOut("the server closed the channel", now);
                    default -> {}
                }
            }
        }
    }

    /** Rows carry no reference; everything else that is of an earlier join is of no interest. */
    private boolean isStale(PhoenixFrame frame) {
        String current =
                switch (membership) {
                    case Joining j -> j.joinRef();
                    case Joined j -> j.joinRef();
                    case Resting _, Opening _, Out _ -> null;
                };
        if (current == null) {
            return true;
        }
        String of = frame.joinRef();
        return of == null ? !(frame.payload() instanceof Payload.Change) : !of.equals(current);
    }

    private void replied(PhoenixFrame frame, Payload.Reply reply, Instant now) {
        if (!(membership instanceof Joining j) || !j.joinRef().equals(frame.ref())) {
            return;
        }
        if (!reply.ok()) {
            stayOut(Advice.onJoin(reply.reason()), now);
            return;
        }
        OptionalLong bound = Subject.ACTIVITY.boundIn(reply.bindings());
        if (bound.isEmpty()) {
            leave(j.joinRef());
            stayOut(new Advice("Realtime bound something else than was asked for", false), now);
            return;
        }
        membership = new Joining(j.joinRef(), bound.getAsLong(), j.subscribed(), j.deadline());
        becomeLiveIfBothAreThere();
    }

    private void announced(Payload.Announcement said, Instant now) {
        if (!said.ok()) {
            if (membership instanceof Joining(String joinRef, _, _, _)) {
                leave(joinRef);
            } else if (membership instanceof Joined(String joinRef, _)) {
                leave(joinRef);
            }
            stayOut(Advice.onAnnouncement(said.message()), now);
            return;
        }
        if (!said.extension().equals("postgres_changes")) {
            return;
        }
        deafness.reset();
        if (membership instanceof Joining j) {
            membership = new Joining(j.joinRef(), j.binding(), true, j.deadline());
            becomeLiveIfBothAreThere();
        }
    }

    private void becomeLiveIfBothAreThere() {
        if (membership instanceof Joining(String joinRef, Long binding, boolean subscribed, _)
                && binding != null
                && subscribed) {
            membership = new Joined(joinRef, binding);
            joinsInVain = 0;
            deafness.reset();
            if (!doubted) {
                ladder.reset();
                become(new State.Live(name), false);
            }
        }
    }

    private void changed(Payload.Change change) {
        if (!(membership instanceof Joined j) || !change.ids().contains(j.binding())) {
            return;
        }
        deafness.reset();
        ladder.reset();
        doubted = false;
        become(new State.Live(name), false);
        for (String error : change.errors()) {
            if (error.contains("401") && !emptyRecordsSaid) {
                emptyRecordsSaid = true;
                deeds.add(new Deed.Alarm(Advice.onEmptyRecords(error).sentence()));
            }
        }
    }

    private void connect(Instant now) {
        socket++;
        membership = new Opening(now.plus(OPEN_WITHIN));
        deeds.add(new Deed.Connect(socket));
    }

    private void join(Instant now) {
        String ref = nextRef();
        membership = new Joining(ref, null, false, now.plus(LIVE_WITHIN));
        deeds.add(new Deed.Send(PhoenixWriter.join(ref, TOPIC, Subject.ACTIVITY, accessToken)));
    }

    private void joinedInVain(Joining j, Instant now) {
        joinsInVain++;
        String why =
                j.binding() == null
                        ? "it did not answer a join within 15 s"
                        : "it did not say it is subscribed within 15 s of a join: is its database"
                                + " there?";
        if (joinsInVain >= JOINS_A_SOCKET) {
            hangUp(why, now);
        } else {
            leave(j.joinRef());
            stayOut(new Advice(why, false), now);
        }
    }

    private void dropOut(String why, Instant now) {
        stayOut(new Advice(why, false), now);
    }

    private void leave(String joinRef) {
        deeds.add(new Deed.Send(PhoenixWriter.leave(joinRef, nextRef(), TOPIC)));
    }

    private void stayOut(Advice advice, Instant now) {
        membership = new Out(now.plus(advice.permanent() ? ladder.slow() : ladder.next()));
        become(new State.Away(name, advice.sentence()), advice.permanent());
    }

    private void hangUp(String why, Instant now) {
        deeds.add(new Deed.HangUp(socket));
        rest(new Advice(why, false), now);
    }

    private void rest(Advice advice, Instant now) {
        heartbeat.stop();
        membership = new Resting(now.plus(advice.permanent() ? ladder.slow() : ladder.next()));
        become(new State.Away(name, advice.sentence()), advice.permanent());
    }

    private void become(State next, boolean alarming) {
        if (!next.equals(state)) {
            state = next;
            deeds.add(new Deed.Become(next, alarming));
        }
    }

    private String nextRef() {
        return Long.toString(++lastRef);
    }

    private List<Deed> taken() {
        List<Deed> taken = List.copyOf(deeds);
        deeds.clear();
        return taken;
    }
}
