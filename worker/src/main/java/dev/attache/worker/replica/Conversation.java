package dev.attache.worker.replica;

import dev.attache.worker.crdt.Changes;
import dev.attache.worker.crdt.RefusedUpdateException;
import dev.attache.worker.crdt.YDocument;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What is said on an open connection: who lacks what, what has changed, and who is there. */
final class Conversation {
    private static final String REMOTE = "server";

    private final YDocument document;
    private final AwarenessBook awareness;
    private final Consumer<byte[]> out;
    private final Lack lack = new Lack();
    private boolean synced;
    private boolean everSynced;
    private boolean overtaken;
    private boolean applying;

    Conversation(YDocument document, AwarenessBook awareness, Consumer<byte[]> out) {
        this.document = document;
        this.awareness = awareness;
        this.out = out;
        document.listen(this::send);
    }

    void begin(Instant now) {
        synced = false;
        overtaken = false;
        lack.forget();
        ask(now);
        speak(now);
    }

    void end() {
        synced = false;
    }

    boolean isSynced() {
        return synced;
    }

    /** When there is something to ask or to say. */
    Instant due() {
        Instant asking = lack.due();
        Instant speaking = awareness.due();
        return asking.isBefore(speaking) ? asking : speaking;
    }

    void tick(Instant now) {
        speak(now);
        if (!lack.due().isAfter(now)) {
            ask(now);
        }
    }

    /** What we have, so that the server sends what we lack. */
    private void ask(Instant now) {
        lack.asked(now);
        out.accept(SyncProtocol.whatIHave(document.stateVector()));
    }

    void speak(Instant now) {
        if (!awareness.due().isAfter(now)) {
            out.accept(SyncProtocol.awareness(awareness.renewed(now)));
        }
    }

    /**
     * Our own edits; those of the server it knows. While there is no connection its next question
     * fetches them.
     */
    private void send(Changes changes) {
        if (!applying) {
            out.accept(SyncProtocol.update(changes.update()));
        }
    }

    void take(Frame frame, Instant now, List<News> news) {
        switch (frame) {
            case Frame.WhatIHave(byte[] stateVector) -> answer(stateVector, news);
            case Frame.WhatYouLack(byte[] update) -> catchUp(update, news);
            case Frame.Update(byte[] update) -> follow(update, news);
            case Frame.Awareness(List<Frame.Entry> entries) -> {
                if (awareness.hear(entries, now)) {
                    news.add(new News.PeopleChanged(awareness.people()));
                }
                speak(now);
            }
            case Frame.AwarenessWanted _ ->
                    out.accept(SyncProtocol.awareness(awareness.renewed(now)));
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
            out.accept(SyncProtocol.whatYouLack(document.encodeSince(stateVector)));
        } catch (RefusedUpdateException refused) {
            news.add(new News.Refused(String.valueOf(refused.getMessage())));
        }
    }

    /** A server that is asked again would say the same again. */
    private void catchUp(byte[] update, List<News> news) {
        try {
            lack.answered(apply(update, news).incomplete());
            inStep(news);
        } catch (RefusedUpdateException refused) {
            news.add(new News.Unreadable(String.valueOf(refused.getMessage())));
        }
    }

    private void inStep(List<News> news) {
        if (!synced) {
            synced = true;
            everSynced = true;
            news.add(new News.Synced());
            if (overtaken) {
                lack.notice();
            }
        }
    }

    /**
     * An update means something only to who knows what it continues. What comes before the answer
     * to our question is in that answer, or in the one to the next question.
     */
    private void follow(byte[] update, List<News> news) {
        if (!synced) {
            overtaken = true;
            return;
        }
        try {
            if (apply(update, news).incomplete()) {
                lack.notice();
            }
        } catch (RefusedUpdateException refused) {
            news.add(new News.Refused(String.valueOf(refused.getMessage())));
            lack.notice();
        }
    }

    private Changes apply(byte[] update, List<News> news) throws RefusedUpdateException {
        try {
            applying = true;
            Changes changes = document.apply(update, REMOTE);
            if (!changes.isEmpty()) {
                news.add(new News.Changed(changes, !everSynced));
            }
            changes.refused().ifPresent(why -> news.add(new News.Refused(why)));
            return changes;
        } finally {
            applying = false;
        }
    }
}
