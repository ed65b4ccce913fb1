package dev.attache.worker.extract;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** What may be spent on a document in a day (UTC), and what has been. Of one thread. */
public final class Budget {

    private final InstantSource clock;
    private final long calls;
    private final long tokens;
    private LocalDate day;
    private long callsUsed;
    private long tokensUsed;

    private Budget(
            InstantSource clock,
            long calls,
            long tokens,
            LocalDate day,
            long callsUsed,
            long tokensUsed) {
        this.clock = clock;
        this.calls = calls;
        this.tokens = tokens;
        this.day = day;
        this.callsUsed = callsUsed;
        this.tokensUsed = tokensUsed;
    }

    /** An absent limit is no limit; what an earlier worker has used counts if it was today. */
    public static Budget from(Map<String, String> settings, InstantSource clock) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        boolean current =
                settings.getOrDefault("budget.day", today.toString()).equals(today.toString());
        return new Budget(
                clock,
                number(settings, "budget.calls", Long.MAX_VALUE),
                number(settings, "budget.tokens", Long.MAX_VALUE),
                today,
                current ? number(settings, "budget.calls_used", 0) : 0,
                current ? number(settings, "budget.tokens_used", 0) : 0);
    }

    private static long number(Map<String, String> settings, String key, long absent) {
        String value = settings.getOrDefault(key, "");
        if (value.isEmpty()) {
            return absent;
        }
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException unreadable) {
            throw new IllegalArgumentException(
                    key + " is \"" + value + "\"; it must be a whole number");
        }
    }

    public boolean isSpent() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            callsUsed = 0;
            tokensUsed = 0;
        }
        return callsUsed >= calls || tokensUsed >= tokens;
    }

    /** Tries that failed are calls too: they are what a budget protects from. */
    void spend(Usage usage) {
        callsUsed += usage.calls();
        tokensUsed += usage.tokens();
    }
}
