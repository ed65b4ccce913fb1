package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** How it stands with the document's server. */
final class Contact {
    private final Voice voice;
    private final Complaints complaints = new Complaints();
    private boolean joined;
    private boolean begun;
    private boolean synced;
    private Instant syncedAt = Instant.MAX;
    private final Set<String> misplaced = new HashSet<>();
    private boolean seesNoText;

    Contact(Voice voice) {
        this.voice = voice;
    }

    void joined(Instant now) {
        joined = true;
        complaints.outOfStep(now);
    }

    boolean hasJoined() {
        return joined;
    }

    /** In step with the server; whether it is the first time. */
    boolean synced(Instant now) {
        boolean first = !begun;
        begun = true;
        synced = true;
        syncedAt = now;
        complaints.inStep();
        return first;
    }

    /** The document has been here since; it stays when the connection goes. */
    boolean hasBegun() {
        return begun;
    }

    boolean isSynced() {
        return synced;
    }

    Instant syncedAt() {
        return syncedAt;
    }

    void disconnected(int code, String reason, Instant now) {
        if (synced) {
            complaints.outOfStep(now);
        }
        synced = false;
        syncedAt = Instant.MAX;
        voice.log("disconnected code=" + code + " reason=" + reason);
        voice.say(new FromWorker.Disconnected(Math.max(0, code), reason));
        complaints.attemptFailed(code, reason, now).ifPresent(voice::fail);
    }

    /** Something arrived that could not be used. */
    void refused(String why, Instant now) {
        complaints.refused(why, now).ifPresent(voice::fail);
    }

    /** What keeps us from seeing the text, if anything does; the same is told once. */
    void misplaced(Optional<String> why) {
        seesNoText = why.isPresent();
        why.filter(misplaced::add).ifPresent(fault -> voice.fail(Cause.DOCUMENT, fault));
    }

    boolean seesNoText() {
        return seesNoText;
    }
}
