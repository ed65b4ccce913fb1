package dev.attache.manager.status;

import java.time.Duration;

/** What a manager says of itself first, in the seed's words. */
public final class Banner {
    private Banner() {}

    public static String of(String managerId, String host, int capacity, Duration idleTimeout) {
        return SeedFigures.framed("         Agent Manager - Multi-Document System        ")
                + """


                [Manager] ID: %s
                [Manager] Host: %s
                [Manager] Max Concurrent: %d
                [Manager] Idle Timeout: %dms
                """
                        .formatted(managerId, host, capacity, idleTimeout.toMillis());
    }
}
