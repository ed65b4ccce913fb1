package dev.attache.worker.replica;

/** Why no connection comes about, for whoever has to mend it. */
final class ConnectFault {
    private ConnectFault() {}

    /** What to say of an end before the beginning for which the client gives this reason. */
    static String sentence(String reason, boolean tls) {
        if (reason.contains("PKIX path")) {
            return "this JDK trusts nobody who signed its certificate; keytool -importcert -cacerts"
                    + " makes it trust its authority";
        }
        if (reason.contains("unrecognized SSL message")) {
            return "it does not speak TLS there; the address may have to begin with ws://";
        }
        boolean mute = reason.contains("hung up") || reason.contains("does not speak HTTP");
        return mute && !tls
                ? reason + "; a server behind TLS wants an address with wss://"
                : reason;
    }
}
