package dev.attache.manager.e2e;

import dev.attache.manager.fleet.Policy;
import dev.attache.manager.fleet.Policy.MemoryLimits;

import java.time.Duration;

/** The defaults with small numbers where a number is not the thing that is tested. */
final class PolicyOf {
    private final Policy base;
    private int spares;
    private Duration evictQuiet;
    private Duration residency;
    private Duration claimWithin;
    private Duration pingEvery;
    private Duration answerWithin;
    private Duration backOffFirst;
    private Duration probeEvery;

    private PolicyOf(Policy base) {
        this.base = base;
        evictQuiet = base.eviction().quiet();
        residency = base.eviction().residency();
        claimWithin = base.starting().claimWithin();
        pingEvery = base.pings().every();
        answerWithin = base.pings().answerWithin();
        backOffFirst = base.backOff().first();
        probeEvery = base.probeEvery();
    }

    static PolicyOf capacity(int agents) {
        return new PolicyOf(Policy.of(agents, 0, 4));
    }

    PolicyOf spares(int many) {
        spares = many;
        return this;
    }

    PolicyOf evictQuiet(Duration quiet) {
        evictQuiet = quiet;
        return this;
    }

    PolicyOf residency(Duration least) {
        residency = least;
        return this;
    }

    PolicyOf claimWithin(Duration limit) {
        claimWithin = limit;
        return this;
    }

    PolicyOf pings(Duration every, Duration answeredWithin) {
        pingEvery = every;
        answerWithin = answeredWithin;
        return this;
    }

    PolicyOf backOff(Duration first) {
        backOffFirst = first;
        return this;
    }

    PolicyOf probeEvery(Duration time) {
        probeEvery = time;
        return this;
    }

    Policy policy() {
        return new Policy(
                base.capacity(),
                spares,
                base.launchesAtOnce(),
                new Policy.Eviction(evictQuiet, residency, base.eviction().swapEvery()),
                new Policy.Starting(
                        claimWithin,
                        base.starting().readyWithin(),
                        base.starting().connectWithin(),
                        base.starting().spareAge()),
                new Policy.Pings(pingEvery, answerWithin),
                base.leaving(),
                new Policy.BackOff(backOffFirst, base.backOff().most(), base.backOff().goodLife()),
                base.quarantine(),
                base.rest(),
                probeEvery,
                new MemoryLimits(0, 0, 0));
    }
}
