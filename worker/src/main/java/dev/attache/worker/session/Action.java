package dev.attache.worker.session;

import dev.attache.protocol.FromWorker;
import dev.attache.protocol.ToWorker;
import dev.attache.worker.replica.Presence;

import java.util.List;

/** Something that the loop should do now. */
public sealed interface Action {
    record Say(FromWorker message) implements Action {}

    record Log(String line) implements Action {}

    /** Open the document and begin to keep it in step. */
    record Join(ToWorker.Attach attach, SessionSettings settings) implements Action {}

    record Token(String token) implements Action {}

    /** Give these sentences to be read. */
    record Ask(List<Unread> sentences) implements Action {}

    /** Put down what these sentences name: one transaction. */
    record Write(List<Finding> findings) implements Action {}

    /** Clear away what belongs to marks that are gone. */
    record Tidy(List<String> ids) implements Action {}

    record Show(Presence presence) implements Action {}

    /** Tell the manager what a successor should know. */
    record Keep() implements Action {}

    /** Tell the manager how this process is doing. */
    record Measure() implements Action {}

    record Leave(Departure departure) implements Action {}
}
