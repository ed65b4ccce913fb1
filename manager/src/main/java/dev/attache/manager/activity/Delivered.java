package dev.attache.manager.activity;

import dev.attache.manager.fleet.Wish;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;

/** What the fleet has last been told about one document. Moments are of the manager's own clock. */
final class Delivered {
    /** Ages are measured in two places, a network apart: less than this is no difference. */
    private static final Duration NO_DIFFERENCE = Duration.ofSeconds(1);

    @Nullable Instant activity;
    UsedDocuments.@Nullable LeasedElsewhere elsewhere;

    /** The fleet found out by itself that what it was told of the lease is wrong. */
    boolean leaseDoubted;

    @Nullable Wish wish;
    @Nullable Instant wishEnds;
    UsedDocuments.@Nullable Quarantined quarantine;
    @Nullable Instant liftable;
    int strikes;
    @Nullable Instant lifted;

    boolean isNothing() {
        return activity == null
                && elsewhere == null
                && !leaseDoubted
                && wish == null
                && quarantine == null
                && lifted == null;
    }

    boolean tellsOfActivity(Instant moment) {
        return activity == null || moment.isAfter(activity.plus(NO_DIFFERENCE));
    }

    boolean tellsOfWish(Wish read, @Nullable Instant ends) {
        return wish == null
                || wish.kind() != read.kind()
                || !wish.reason().equals(read.reason())
                || differ(wishEnds, ends);
    }

    boolean tellsOfQuarantine(UsedDocuments.Quarantined read, Instant lift) {
        return quarantine == null
                || quarantine.strikes() != read.strikes()
                || !quarantine.reason().equals(read.reason())
                || differ(liftable, lift);
    }

    boolean tellsOfStrikes(int read, Instant moment) {
        return strikes != read || differ(lifted, moment);
    }

    private static boolean differ(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a != null || b != null;
        }
        return Duration.between(a, b).abs().compareTo(NO_DIFFERENCE) > 0;
    }
}
