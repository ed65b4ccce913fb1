package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.sql.BatchUpdateException;
import java.sql.SQLException;

/** Postgres did not do what it was asked, and whose fault that is. */
public final class StoreTrouble extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Decides what to do next. */
    public enum Fault {
        /** It is away, restarting, busy: the same again, later. */
        WEATHER,
        /** Somebody holds a row that it needs: later, and what needs other rows goes on. */
        HELD,
        /**
         * Rights, a missing table, a wrong password: the same again later, an operator must act.
         */
        SETUP,
        /** What was written is refused and always will be. */
        ROW
    }

    private final Fault fault;

    public StoreTrouble(Fault fault, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public static StoreTrouble of(SQLException e) {
        SQLException root = firstOf(e);
        return new StoreTrouble(
                faultOf(root.getSQLState()), sentence(String.valueOf(root.getMessage())), e);
    }

    /** On one line and without its full stop: it becomes a part of other sentences. */
    private static String sentence(String message) {
        String line = message.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    public Fault fault() {
        return fault;
    }

    /** Whether it passes by itself. */
    public boolean passes() {
        return fault == Fault.WEATHER || fault == Fault.HELD;
    }

    /** A batch wraps what really happened. */
    private static SQLException firstOf(SQLException e) {
        return e instanceof BatchUpdateException && e.getNextException() != null
                ? e.getNextException()
                : e;
    }

    static Fault faultOf(@Nullable String sqlState) {
        if (sqlState == null || sqlState.length() != 5) {
            return Fault.WEATHER;
        }
        if (sqlState.equals(LOCK_NOT_AVAILABLE)) {
            return Fault.HELD;
        }
        return switch (sqlState.substring(0, 2)) {
            // connection, rollback (deadlock), resources, operator intervention, system error
            case "08", "40", "53", "57", "58" -> Fault.WEATHER;
            // in no state to do it now; a standby that is not yet primary
            case "55", "25" -> Fault.WEATHER;
            // the password, the database, the schema, a right, a missing table or function
            case "28", "3D", "3F", "42" -> Fault.SETUP;
            default -> Fault.ROW;
        };
    }
}
