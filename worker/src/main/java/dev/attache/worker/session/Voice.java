package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.FromWorker.Cause;

import java.util.ArrayList;
import java.util.List;

/** What has to be said or done at once, in this order, before anything is planned. */
final class Voice {
    private final List<Action> urgent = new ArrayList<>();

    void say(FromWorker message) {
        urgent.add(new Action.Say(message));
    }

    void log(String line) {
        urgent.add(new Action.Log(line));
    }

    void fail(Cause cause, String message) {
        fail(new FromWorker.Failure(cause, message));
    }

    /** Both in the log and to whoever started this worker. */
    void fail(FromWorker.Failure failure) {
        log("error cause=" + failure.cause() + ": " + failure.message());
        say(failure);
    }

    void pass(String token) {
        urgent.add(new Action.Token(token));
    }

    List<Action> urgent() {
        return urgent;
    }

    void issued(Action action) {
        urgent.remove(action);
    }
}
