package dev.attache.worker.replica;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Why no connection comes about, for whoever has to mend it. The client library tells the reason
 * and the end on two threads, in either order; so an end without a reason takes that of the attempt
 * before, which failed in the same way.
 */
final class ConnectFault {
    private final boolean tls;
    private final AtomicReference<String> last = new AtomicReference<>("");

    ConnectFault(boolean tls) {
        this.tls = tls;
    }

    void saw(Exception error) {
        last.set(sentence(error));
    }

    void forget() {
        last.set("");
    }

    /** What to say of an end for which the library gives this reason. */
    String of(String reason) {
        if (!last.get().isEmpty()) {
            return last.get();
        }
        if (!reason.isEmpty() || tls) {
            return reason;
        }
        return "it hung up without an answer; a server behind TLS wants an address with wss://";
    }

    private static String sentence(Exception error) {
        String message = String.valueOf(error.getMessage());
        if (message.contains("PKIX path")) {
            return "this JDK trusts nobody who signed its certificate; keytool -importcert -cacerts"
                    + " makes it trust its authority";
        }
        if (message.contains("unrecognized SSL message")) {
            return "it does not speak TLS there; the address may have to begin with ws://";
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : message;
    }
}
