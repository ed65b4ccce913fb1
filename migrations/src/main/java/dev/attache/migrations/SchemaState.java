package dev.attache.migrations;

import java.util.List;

/** How the schema of a database stands to the manager that looks at it. */
public sealed interface SchemaState {
    /** Nothing of Attaché is there. */
    record Absent() implements SchemaState {}

    /** Files that this manager relies on have not been applied. */
    record Behind(List<String> missing) implements SchemaState {
        public Behind {
            missing = List.copyOf(missing);
        }
    }

    /** Exactly the files this manager knows. */
    record Current() implements SchemaState {}

    /**
     * A newer manager has applied more, and says that this one can still work with it: roll-back
     * works.
     */
    record NewerCompatible(List<String> unknown) implements SchemaState {
        public NewerCompatible {
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * A newer manager has applied more, and managers older than the one named must not touch it.
     */
    record NewerRefusing(String oldestManager) implements SchemaState {}

    /** Whether a manager may work with it. */
    default boolean serves() {
        return switch (this) {
            case Current _, NewerCompatible _ -> true;
            case Absent _, Behind _, NewerRefusing _ -> false;
        };
    }

    /** One sentence for the person who has to do something about it. */
    default String sentence() {
        return switch (this) {
            case Absent _ ->
                    "the database has no Attaché schema yet: run `attache migrate`, or `attache run"
                            + " --migrate`";
            case Behind(var missing) ->
                    "the schema is behind this manager, it lacks %s: run `attache migrate`, or `attache run --migrate`"
                            .formatted(String.join(", ", missing));
            case Current _ -> "the schema is up to date";
            case NewerCompatible(var unknown) ->
                    "the schema is newer than this manager (%s) and still serves it"
                            .formatted(String.join(", ", unknown));
            case NewerRefusing(var oldest) ->
                    "the schema is newer than this manager and serves only managers from version %s on: install that one"
                            .formatted(oldest);
        };
    }
}
