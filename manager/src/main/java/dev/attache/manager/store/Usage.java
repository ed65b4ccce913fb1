package dev.attache.manager.store;

import java.time.LocalDate;

/** What the model was used for at one document on one day (UTC). */
public record Usage(LocalDate day, long calls, long tokensIn, long tokensOut) {
    public static Usage none(LocalDate day) {
        return new Usage(day, 0, 0, 0);
    }

    public long tokens() {
        return tokensIn + tokensOut;
    }

    Usage plus(long moreCalls, long moreIn, long moreOut) {
        return new Usage(day, calls + moreCalls, tokensIn + moreIn, tokensOut + moreOut);
    }
}
