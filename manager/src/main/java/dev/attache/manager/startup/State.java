package dev.attache.manager.startup;

/** How the start-up cache stands, in a sentence that follows its name. */
public record State(Kind kind, String sentence) {
    static final State ABSENT =
            new State(
                    Kind.ABSENT,
                    "is not there yet: `run` builds it in the background, until then workers start"
                            + " slower");
    static final State STALE =
            new State(
                    Kind.STALE,
                    "is stale, because jars, options or the JDK have changed: `run` builds it anew"
                            + " in the background, until then workers start slower");
    static final State DAMAGED =
            new State(
                    Kind.STALE,
                    "is damaged: `run` builds it anew in the background, until then workers start"
                            + " slower");
    static final State REPLACED =
            new State(
                    Kind.STALE,
                    "is stale, because jars or the JDK were replaced under this manager: workers"
                            + " start slower until it is started again");

    public enum Kind {
        FRESH,
        ABSENT,
        STALE,
        FAILED,
        /** Another program than the Java worker. */
        NOT_OURS
    }

    boolean isSettled() {
        return kind == Kind.FRESH || kind == Kind.NOT_OURS;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
