package dev.attache.manager.child;

/** How a process ended: by itself (signal 0), or by a signal, with 128 + its number for a code. */
public record Ended(int code, int signal) {
    private static final int BY_SIGNAL = 128;
    private static final int SIGNALS = 64;

    static Ended bySignal(int signal) {
        return new Ended(BY_SIGNAL + signal, signal);
    }

    /** Java, like a shell, does not tell a death by signal from an exit with such a code. */
    static Ended asJavaTells(int value) {
        boolean signalled = value > BY_SIGNAL && value <= BY_SIGNAL + SIGNALS;
        return signalled ? bySignal(value - BY_SIGNAL) : new Ended(value, 0);
    }
}
