package dev.attache.manager.cli;

/** Exit codes, for scripts. */
public final class Exit {
    public static final int OK = 0;

    /** It was understood and did not work, or the answer is no. */
    public static final int FAILED = 1;

    /** The words or the configuration are wrong; nothing has been done. */
    public static final int USAGE = 2;

    /** No manager is running here, or it does not answer. */
    public static final int NO_MANAGER = 3;

    /** This user may not. */
    public static final int NOT_ALLOWED = 4;

    /** A fault of the program: the log has its stack. */
    public static final int BROKEN = 70;

    private Exit() {}
}
