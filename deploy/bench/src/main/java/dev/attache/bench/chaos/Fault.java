package dev.attache.bench.chaos;

/** What is broken on purpose. */
enum Fault {
    KILL_WORKER(Target.WORKERS, 4, "kill -9 of a worker"),
    FREEZE_WORKER(Target.WORKERS, 2, "SIGSTOP of a worker"),
    KILL_MANAGER(Target.MANAGERS, 2, "kill -9 of a manager"),
    FREEZE_MANAGER(Target.MANAGERS, 1, "SIGSTOP of a manager"),
    RESTART_DOCUMENTS(Target.DOCUMENTS, 1, "restart of the document server"),
    KILL_DOCUMENTS(Target.DOCUMENTS, 1, "kill -9 of the document server"),
    RESTART_POSTGRES(Target.POSTGRES, 1, "restart of PostgreSQL"),
    CUT_POSTGRES(Target.POSTGRES, 2, "all connections of PostgreSQL cut"),
    RESTART_REALTIME(Target.REALTIME, 1, "kill -9 of Realtime"),
    DROP_SOCKETS(Target.REALTIME, 1, "all sockets of Realtime dropped"),
    DEAFEN_REALTIME(Target.REALTIME, 1, "Realtime deaf and dumb, its sockets open"),
    LOSE_ROWS(Target.REALTIME, 1, "rows lost by Realtime without a sign"),
    DOUBLE_ROWS(Target.REALTIME, 1, "rows told twice by Realtime"),
    REFUSE_JOINS(Target.REALTIME, 1, "Realtime's channels crashed, joins refused");

    /** Whose turn it is: what is away already cannot be broken again. */
    enum Target {
        WORKERS,
        MANAGERS,
        DOCUMENTS,
        POSTGRES,
        REALTIME
    }

    private final Target target;
    private final int weight;
    private final String words;

    Fault(Target target, int weight, String words) {
        this.target = target;
        this.weight = weight;
        this.words = words;
    }

    Target target() {
        return target;
    }

    /** How often it comes, compared with the others. */
    int weight() {
        return weight;
    }

    String words() {
        return words;
    }
}
