package dev.attache.worker.replica;

import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A Yjs document over y-websocket's protocol. It outlives its connections: what was edited between
 * two is not lost.
 */
public final class YjsReplica implements Replica {
    private static final String REMOTE = "server";

    /** No answer from the server in this time is an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration PING_EVERY = Duration.ofSeconds(20);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);
    private static final Duration ASK_FOR_TOKEN_AGAIN = Duration.ofSeconds(30);

    /** A connection that has lasted this long was a good one. */
    private static final Duration GOOD_LIFE = Duration.ofSeconds(60);

    private enum Phase {
        WAITING,
        WITHOUT_TOKEN,
        CONNECTING,
        OPEN,
        ENDED
    }

    private final YDocument document;
    private final Link.Opener opener;
    private final AwarenessBook awareness;
    private final BackOff backOff;
    private String token;
    private Phase phase = Phase.WAITING;
    private long connection;
    private @Nullable Link link;
    private Instant deadline = Instant.MIN;
    private Instant opened = Instant.MIN;
    private Instant pingAt = Instant.MAX;
    private Instant askedAt = Instant.MIN;
    private boolean synced;
    private boolean everSynced;
    private boolean applying;
    private Optional<Duration> latency = Optional.empty();

    public YjsReplica(
            YDocument document, Link.Opener opener, String token, RandomGenerator random) {
        this.document = document;
        this.opener = opener;
        this.token = token;
        this.awareness = new AwarenessBook(document.client());
        this.backOff = new BackOff(random);
        document.listen(this::send);
    }

    @Override
    public List<News> tick(Instant now) {
        List<News> news = new ArrayList<>();
        if (!deadline.isAfter(now)) {
            switch (phase) {
                case WAITING -> connect(now);
                case WITHOUT_TOKEN -> {
                    deadline = now.plus(ASK_FOR_TOKEN_AGAIN);
                    news.add(new News.TokenWanted("the server has refused the last one"));
                }
                case CONNECTING -> lose(1006, "no answer to the handshake", now, news);
                case OPEN ->
                        lose(
                                1006,
                                synced ? "no answer to a ping" : "no answer to a sync",
                                now,
                                news);
                case ENDED -> {}
            }
        }
        if (phase == Phase.OPEN) {
            ping(now);
            speak(now);
            if (awareness.forgetSilent(now)) {
                news.add(new News.PeopleChanged(awareness.people()));
            }
        }
        return news;
    }

    @Override
    public Instant wakeAt() {
        return switch (phase) {
            case ENDED -> Instant.MAX;
            case WAITING, WITHOUT_TOKEN, CONNECTING -> deadline;
            case OPEN -> earliest(deadline, pingAt, awareness.due(), awareness.silentAt());
        };
    }

    private static Instant earliest(Instant... instants) {
        Instant first = Instant.MAX;
        for (Instant instant : instants) {
            first = instant.isBefore(first) ? instant : first;
        }
        return first;
    }

    private void connect(Instant now) {
        connection++;
        phase = Phase.CONNECTING;
        deadline = now.plus(PATIENCE);
        link = opener.open(connection, token);
    }

    @Override
    public List<News> receive(Signal signal, Instant now) {
        List<News> news = new ArrayList<>();
        if (signal.connection() != connection || phase == Phase.ENDED || link == null) {
            return news; // Late news of an old connection.
        }
        switch (signal) {
            case Signal.Opened _ -> open(now);
            case Signal.Arrived(_, Frame frame) -> take(frame, now, news);
            case Signal.Ponged(_, Duration after) -> {
                latency = Optional.of(after);
                deadline = synced ? Instant.MAX : deadline;
                pingAt = now.plus(PING_EVERY);
            }
            case Signal.Closed(_, int code, String reason) -> lose(code, reason, now, news);
        }
        return news;
    }

    private void open(Instant now) {
        phase = Phase.OPEN;
        opened = now;
        deadline = now.plus(PATIENCE);
        pingAt = now;
        ask(now);
        ping(now);
        speak(now);
    }

    /** What we have, so that the server sends what we lack. */
    private void ask(Instant now) {
        askedAt = now;
        out(SyncProtocol.whatIHave(document.stateVector()));
    }

    private void ping(Instant now) {
        if (!pingAt.isAfter(now) && link != null) {
            link.ping();
            pingAt = Instant.MAX;
            deadline = synced ? now.plus(PATIENCE) : deadline;
        }
    }

    private void speak(Instant now) {
        if (!awareness.due().isAfter(now)) {
            out(SyncProtocol.awareness(awareness.renewed(now)));
        }
    }

    private void out(byte[] message) {
        if (link != null) {
            link.send(message);
        }
    }

    /**
     * Our own edits; those of the server it knows. While there is no connection its next question
     * fetches them.
     */
    private void send(Changes changes) {
        if (!applying && phase == Phase.OPEN) {
            out(SyncProtocol.update(changes.update()));
        }
    }

    private void take(Frame frame, Instant now, List<News> news) {
        switch (frame) {
            case Frame.WhatIHave(byte[] stateVector) -> answer(stateVector, news);
            case Frame.WhatYouLack(byte[] update) -> {
                if (apply(update, now, news)) {
                    inStep(news);
                }
            }
            case Frame.Update(byte[] update) -> apply(update, now, news);
            case Frame.Awareness(List<Frame.Entry> entries) -> {
                if (awareness.hear(entries, now)) {
                    news.add(new News.PeopleChanged(awareness.people()));
                }
                speak(now);
            }
            case Frame.AwarenessWanted _ -> out(SyncProtocol.awareness(awareness.renewed(now)));
            case Frame.Notice(String json) -> {
                news.add(new News.Notice(json));
                if (Notices.isTokenExpiring(json)) {
                    news.add(new News.TokenWanted("it is about to expire"));
                }
            }
            case Frame.Unknown(String what) -> news.add(new News.Refused("an unknown " + what));
            case Frame.Broken(String why) -> news.add(new News.Refused("a broken frame: " + why));
        }
    }

    private void answer(byte[] stateVector, List<News> news) {
        try {
            out(SyncProtocol.whatYouLack(document.encodeSince(stateVector)));
        } catch (RefusedUpdateException refused) {
            news.add(new News.Refused(String.valueOf(refused.getMessage())));
        }
    }

    private void inStep(List<News> news) {
        if (!synced) {
            synced = true;
            everSynced = true;
            deadline = pingAt.equals(Instant.MAX) ? opened.plus(PATIENCE) : Instant.MAX;
            news.add(new News.Synced());
        }
    }

    private boolean apply(byte[] update, Instant now, List<News> news) {
        try {
            applying = true;
            Changes changes = document.apply(update, REMOTE);
            if (!changes.isEmpty()) {
                news.add(new News.Changed(changes, !everSynced));
            }
            if (changes.incomplete() && !askedAt.plus(ASK_AGAIN).isAfter(now)) {
                ask(now);
            }
            return true;
        } catch (RefusedUpdateException refused) {
            news.add(new News.Refused(String.valueOf(refused.getMessage())));
            return false;
        } finally {
            applying = false;
        }
    }

    private void lose(int code, String reason, Instant now, List<News> news) {
        if (link != null) {
            link.close();
            link = null;
        }
        if (synced && !opened.plus(GOOD_LIFE).isAfter(now)) {
            backOff.forget();
        }
        synced = false;
        pingAt = Instant.MAX;
        if (awareness.forgetAll()) {
            news.add(new News.PeopleChanged(awareness.people()));
        }
        news.add(new News.Disconnected(code, reason));
        switch (CloseCode.ofHandshake(code, reason)) {
            case CloseCode.SUPERSEDED -> end(CloseCode.superseded(reason), news);
            case CloseCode.FORBIDDEN -> end(new News.Forbidden(code, reason), news);
            case CloseCode.TOKEN -> {
                phase = Phase.WITHOUT_TOKEN;
                deadline = now.plus(ASK_FOR_TOKEN_AGAIN);
                news.add(new News.TokenWanted(reason));
            }
            default -> {
                phase = Phase.WAITING;
                deadline = now.plus(backOff.next());
            }
        }
    }

    private void end(News last, List<News> news) {
        phase = Phase.ENDED;
        news.add(last);
    }

    @Override
    public void present(Presence presence, Instant now) {
        awareness.present(Optional.of(PeerStates.write(presence)));
        if (phase == Phase.OPEN) {
            speak(now);
        }
    }

    @Override
    public void token(String fresh, Instant now) {
        token = fresh;
        if (phase == Phase.WITHOUT_TOKEN) {
            phase = Phase.WAITING;
            deadline = now.plus(backOff.next());
        } else if (phase == Phase.OPEN && link != null) {
            link.sendText(SyncProtocol.notice(Notices.token(fresh)));
        }
    }

    @Override
    public YDocument document() {
        return document;
    }

    @Override
    public People people() {
        return awareness.people();
    }

    @Override
    public boolean isSynced() {
        return synced;
    }

    @Override
    public Optional<Duration> latency() {
        return latency;
    }

    @Override
    public void close() {
        if (phase == Phase.OPEN) {
            out(SyncProtocol.awareness(awareness.farewell()));
        }
        phase = Phase.ENDED;
        if (link != null) {
            link.close();
            link = null;
        }
    }
}
