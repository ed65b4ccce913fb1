package dev.attache.manager.store;

import dev.attache.manager.fleet.Wish;
import dev.attache.protocol.DocumentId;

import org.jspecify.annotations.Nullable;

import java.sql.Types;
import java.time.Duration;
import java.util.Locale;

/** What operators decide about documents, stored, so that it survives managers. Blocks. */
public final class Overrides {
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final Database database;

    public Overrides(Database database) {
        this.database = database;
    }

    /** One of an operator's wishes outdoes the others: the last word counts. */
    public void set(
            DocumentId document,
            Wish.Kind kind,
            String reason,
            @Nullable Duration holds,
            String setBy)
            throws StoreTrouble {
        database.transaction(
                AT_MOST,
                connection -> {
                    try (var others =
                                    connection.prepareStatement(
                                            "UPDATE public.document_overrides SET in_force = false"
                                                    + " WHERE document_id = ? AND kind IN ('pin',"
                                                    + " 'ban', 'pause') AND kind <> ? AND"
                                                    + " in_force");
                            var wish =
                                    connection.prepareStatement(
                                            """
                                            INSERT INTO public.document_overrides AS o
                                                (document_id, kind, in_force, reason, until, set_by)
                                            VALUES (?, ?, true, nullif(?, ''), now() + make_interval(secs => ?), ?)
                                            ON CONFLICT (document_id, kind) DO UPDATE
                                                SET in_force = true, reason = excluded.reason, until = excluded.until,
                                                    set_by = excluded.set_by, set_at = now()
                                            """)) {
                        String name = kind.name().toLowerCase(Locale.ROOT);
                        others.setString(1, document.value());
                        others.setString(2, name);
                        others.executeUpdate();
                        wish.setString(1, document.value());
                        wish.setString(2, name);
                        wish.setString(3, reason);
                        if (holds == null) {
                            wish.setNull(4, Types.DOUBLE);
                        } else {
                            wish.setDouble(4, holds.toMillis() / 1000.0);
                        }
                        wish.setString(5, setBy);
                        return wish.executeUpdate();
                    }
                });
    }

    /** How many were in force; the page's own switch stays as it is. */
    public int release(DocumentId document) throws StoreTrouble {
        return database.transaction(
                AT_MOST,
                connection -> {
                    try (var statement =
                            connection.prepareStatement(
                                    "UPDATE public.document_overrides SET in_force = false WHERE"
                                            + " document_id = ? AND kind IN ('pin', 'ban',"
                                            + " 'pause') AND in_force AND (until IS NULL OR until"
                                            + " > now())")) {
                        statement.setString(1, document.value());
                        return statement.executeUpdate();
                    }
                });
    }
}
