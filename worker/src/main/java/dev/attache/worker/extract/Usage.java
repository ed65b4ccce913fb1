package dev.attache.worker.extract;

/**
 * What model calls have cost, failed ones included; {@code millis} is the time spent waiting for
 * them.
 */
public record Usage(int calls, long tokensIn, long tokensOut, long millis) {

    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage more) {
        return new Usage(
                calls + more.calls,
                tokensIn + more.tokensIn,
                tokensOut + more.tokensOut,
                millis + more.millis);
    }

    public long tokens() {
        return tokensIn + tokensOut;
    }
}
