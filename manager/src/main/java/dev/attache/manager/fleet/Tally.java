package dev.attache.manager.fleet;

/** What one worker adds to the counts, or the counts of all. */
record Tally(int agents, int leavingAgents, int spares, int starting, int attaching) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    static Tally of(Worker w) {
        boolean leaving = w.leaving != null;
        return new Tally(
                one(w.agent),
                one(w.agent && leaving),
                one(!w.agent),
                one(w.phase instanceof Phase.Starting),
                one(w.phase instanceof Phase.Attaching || isClaimedFor(w)));
    }

    Tally plus(Tally o) {
        return new Tally(
                agents + o.agents,
                leavingAgents + o.leavingAgents,
                spares + o.spares,
                starting + o.starting,
                attaching + o.attaching);
    }

    Tally minus(Tally o) {
        return new Tally(
                agents - o.agents,
                leavingAgents - o.leavingAgents,
                spares - o.spares,
                starting - o.starting,
                attaching - o.attaching);
    }

    /** Assigned already: its document's lease is on its way. */
    private static boolean isClaimedFor(Worker w) {
        return w.agent && w.phase instanceof Phase.Waiting;
    }

    private static int one(boolean counted) {
        return counted ? 1 : 0;
    }
}
