package dev.attache.manager.realtime;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Says in time that the key will not be valid for ever: each stage once. */
final class KeyExpiry {
    private static final List<Duration> STAGES =
            List.of(
                    Duration.ofDays(14),
                    Duration.ofDays(3),
                    Duration.ofDays(1),
                    Duration.ofHours(1),
                    Duration.ZERO);

    private final @Nullable Instant expires;
    private int said;

    KeyExpiry(@Nullable Instant expires) {
        this.expires = expires;
    }

    Optional<String> look(Instant now) {
        if (expires == null) {
            return Optional.empty();
        }
        int reached = said;
        while (reached < STAGES.size() && !now.isBefore(expires.minus(STAGES.get(reached)))) {
            reached++;
        }
        if (reached == said) {
            return Optional.empty();
        }
        said = reached;
        return Optional.of(
                now.isBefore(expires)
                        ? "SUPABASE_SERVICE_KEY expires at %s: put a new one in place before then"
                                .formatted(expires)
                        : "SUPABASE_SERVICE_KEY has expired at %s: Realtime refuses it, set a new one"
                                .formatted(expires));
    }
}
