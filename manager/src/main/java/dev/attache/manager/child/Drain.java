package dev.attache.manager.child;

/** Where the bytes of one pipe go. One call at a time; must not block: others wait behind it. */
public interface Drain {
    /** Not to be read again: the pipe fills, and whoever writes to it waits for ever. */
    long FOR_GOOD = Long.MAX_VALUE;

    /** Returns for how many nanoseconds the pipe is to be left alone; 0 reads on. */
    long take(byte[] chunk, int count);

    /** Nothing comes any more. Not called after FOR_GOOD. */
    void end();
}
