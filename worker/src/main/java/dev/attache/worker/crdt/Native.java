package dev.attache.worker.crdt;

/** The one native function. A document is a number there, so that a stale one is refused. */
final class Native {
    // The questions; table.rs has the same list.
    static final int OPEN = 0;
    static final int CLOSE = 1;
    static final int APPLY = 2;
    static final int EDIT = 3;
    static final int SNAPSHOT = 4;
    static final int BLOCKS = 5;
    static final int ENCODE = 6;
    static final int STATE_VECTOR = 7;
    static final int PIN = 8;
    static final int LOCATE = 9;
    static final int LOCATE_JSON = 10;
    static final int ENTRIES = 11;
    static final int CLOCKS = 12;
    static final int ROOTS = 13;

    // How it went: the first byte of an answer; answer.rs has the same list.
    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int POISONED = 2;
    static final int CLOSED = 3;

    static {
        NativeLibrary.load();
    }

    private Native() {}

    /** The library is there when this returns. */
    static void load() {}

    static native byte[] ask(long document, int question, byte[] argument);
}
