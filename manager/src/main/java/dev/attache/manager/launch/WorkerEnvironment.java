package dev.attache.manager.launch;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a worker may see of our environment: a list of what is allowed, because the manager's own
 * holds database passwords and token secrets, and `/proc/PID/environ` shows a worker's to others.
 */
public final class WorkerEnvironment {
    /** By this a process is known as ours after its manager has gone. */
    static final String STATE_ID = "ATTACHE_STATE_ID";

    /** Tells a process that no document waits for it, so that it may get ready at leisure. */
    static final String SPARE = "ATTACHE_SPARE";

    private static final Set<String> ALLOWED =
            Set.of(
                    "PATH",
                    "HOME",
                    "USER",
                    "LOGNAME",
                    "SHELL",
                    "LANG",
                    "LANGUAGE",
                    "TZ",
                    "TMPDIR",
                    "JAVA_HOME",
                    "LD_LIBRARY_PATH",
                    "SSL_CERT_FILE",
                    "SSL_CERT_DIR");

    private WorkerEnvironment() {}

    public static Map<String, String> of(
            Map<String, String> ours, Map<String, String> extra, String stateId) {
        Map<String, String> theirs = ofAHelper(ours, extra);
        theirs.put(STATE_ID, stateId);
        return theirs;
    }

    /** Of a process of ours that is no worker, and must not be swept away like one. */
    public static Map<String, String> ofAHelper(
            Map<String, String> ours, Map<String, String> extra) {
        Map<String, String> theirs = new TreeMap<>();
        ours.forEach(
                (name, value) -> {
                    if (ALLOWED.contains(name) || name.startsWith("LC_")) {
                        theirs.put(name, value);
                    }
                });
        theirs.putAll(extra);
        return theirs;
    }
}
