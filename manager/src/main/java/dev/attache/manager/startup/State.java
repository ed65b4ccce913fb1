package dev.attache.manager.startup;

import java.nio.file.Path;

/** How the start-up cache stands, in a sentence that follows its name. */
public record State(Kind kind, String sentence) {
    public enum Kind {
        FRESH,
        ABSENT,
        STALE,
        FAILED,
        /** Another program than ours. */
        NOT_OURS
    }

    /** Whose starts are meant, as in “until then WORKERS START slower”. */
    enum Whose {
        WORKERS("workers start"),
        MANAGER("the manager starts");

        private final String start;

        Whose(String start) {
            this.start = start;
        }

        State absent() {
            return new State(
                    Kind.ABSENT,
                    "is not there yet: `run` builds it in the background, until then %s slower"
                            .formatted(start));
        }

        State stale() {
            return new State(
                    Kind.STALE,
                    ("is stale, because jars, options or the JDK have changed: `run` builds it"
                                    + " anew in the background, until then %s slower")
                            .formatted(start));
        }

        State damaged() {
            return new State(
                    Kind.STALE,
                    "is damaged: `run` builds it anew in the background, until then %s slower"
                            .formatted(start));
        }
    }

    static final State REPLACED =
            new State(
                    Kind.STALE,
                    "is stale, because jars or the JDK were replaced under this manager: workers"
                            + " start slower until it is started again");
    static final State REMOVED =
            new State(
                    Kind.ABSENT,
                    "was removed under this manager: workers start slower until it is started"
                            + " again");

    static State inUse(Path cache) {
        return new State(Kind.FRESH, "in use: " + cache);
    }

    static State failed(String why) {
        return new State(Kind.FAILED, why);
    }

    boolean isSettled() {
        return kind == Kind.FRESH || kind == Kind.NOT_OURS;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
