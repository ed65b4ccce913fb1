package dev.attache.worker.session;

import java.util.List;

/** Sentences that are being read. */
record Call(long id, List<Asked> asked) {
    Call {
        asked = List.copyOf(asked);
    }
}
