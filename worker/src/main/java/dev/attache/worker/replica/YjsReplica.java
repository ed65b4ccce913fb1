package dev.attache.worker.replica;

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
    /** No answer from the server in this time is an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

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
    private final Conversation conversation;
    private final Link.Opener opener;
    private final AwarenessBook awareness;
    private final BackOff backOff;
    private final Pulse pulse = new Pulse(PATIENCE);
    private String token;
    private Phase phase = Phase.WAITING;
    private long connection;
    private @Nullable Link link;
    private Instant deadline = Instant.MIN;
    private Instant opened = Instant.MIN;

    public YjsReplica(
            YDocument document, Link.Opener opener, String token, RandomGenerator random) {
        this.document = document;
        this.opener = opener;
        this.token = token;
        this.awareness = new AwarenessBook(document.client());
        this.backOff = new BackOff(random);
        this.conversation = new Conversation(document, awareness, this::out);
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
                case OPEN -> {
                    if (!conversation.isSynced()) {
                        lose(1006, "no answer to a sync", now, news);
                    }
                }
                case ENDED -> {}
            }
        }
        if (phase == Phase.OPEN && pulse.hasStopped(now)) {
            lose(1006, "no answer to a ping", now, news);
        }
        if (phase == Phase.OPEN) {
            ping(now);
            conversation.tick(now);
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
            case OPEN ->
                    earliest(
                            conversation.isSynced() ? Instant.MAX : deadline,
                            pulse.wakeAt(),
                            conversation.due(),
                            awareness.silentAt());
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
            case Signal.Arrived(_, Frame frame) -> conversation.take(frame, now, news);
            case Signal.Ponged(_, Duration after) -> pulse.answered(after, now);
            case Signal.Closed(_, int code, String reason) -> lose(code, reason, now, news);
        }
        return news;
    }

    private void open(Instant now) {
        phase = Phase.OPEN;
        opened = now;
        deadline = now.plus(PATIENCE);
        pulse.start(now);
        conversation.begin(now);
        ping(now);
    }

    private void ping(Instant now) {
        if (pulse.isDue(now) && link != null) {
            link.ping();
            pulse.pinged(now);
        }
    }

    private void out(byte[] message) {
        if (phase == Phase.OPEN && link != null) {
            link.send(message);
        }
    }

    private void lose(int code, String reason, Instant now, List<News> news) {
        if (link != null) {
            link.close();
            link = null;
        }
        if (conversation.isSynced() && !opened.plus(GOOD_LIFE).isAfter(now)) {
            backOff.forget();
        }
        conversation.end();
        pulse.stop();
        if (awareness.forgetAll()) {
            news.add(new News.PeopleChanged(awareness.people()));
        }
        news.add(new News.Disconnected(code, reason));
        switch (CloseCode.ofHandshake(code, reason)) {
            case CloseCode.SUPERSEDED -> end(CloseCode.superseded(reason), news);
            case CloseCode.FORBIDDEN -> end(new News.Forbidden(code, reason), news);
            case CloseCode.TOO_LARGE ->
                    end(new News.Unreadable("it does not fit into one message"), news);
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
            conversation.speak(now);
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
        return conversation.isSynced();
    }

    @Override
    public Optional<Duration> latency() {
        return pulse.latency();
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
