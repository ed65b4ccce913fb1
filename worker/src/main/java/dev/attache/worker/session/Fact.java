package dev.attache.worker.session;

import dev.attache.protocol.ToWorker;
import dev.attache.worker.extract.Extraction;
import dev.attache.worker.replica.Signal;

/** Something that has happened outside of the loop. */
public sealed interface Fact {
    /** The manager said something. */
    record Told(ToWorker message) implements Fact {}

    /** The manager said something that is no message. */
    record Garbled(String why) implements Fact {}

    /** Nobody listens to us any more. */
    record ManagerGone(String how) implements Fact {}

    /** The system asks us to end. */
    record Terminated() implements Fact {}

    /** A connection to the document's server has something to tell. */
    record Signalled(Signal signal) implements Fact {}

    /** The sentences of a call have been read. */
    record Answered(long call, Extraction extraction) implements Fact {}

    /** Nobody can read: the settings are wrong, or the gazetteer is not there. */
    record Unreadable(String why) implements Fact {}

    /** A fault of ours in an extractor; the sentences of that call stay without marks. */
    record AnswerFailed(long call, String fault) implements Fact {}
}
