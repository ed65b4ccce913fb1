package dev.attache.worker.session;

import dev.attache.protocol.ToWorker;
import dev.attache.worker.crdt.YDocument;
import dev.attache.worker.replica.Replica;

/** Port: how a document is kept in step with its server. */
public interface Replicas {
    /** Throws {@link IllegalArgumentException} where the attach's address is none. */
    Replica open(YDocument document, ToWorker.Attach attach);
}
