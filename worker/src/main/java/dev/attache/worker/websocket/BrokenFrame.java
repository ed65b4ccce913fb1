package dev.attache.worker.websocket;

import java.io.IOException;
import java.io.Serial;

/** The server has broken a rule, or sends more than is taken; the code says which. */
final class BrokenFrame extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final int code;

    BrokenFrame(int code, String reason) {
        super(reason);
        this.code = code;
    }

    int code() {
        return code;
    }
}
