package dev.attache.manager.store;

import dev.attache.manager.activity.UsedDocuments.Unreadable;
import dev.attache.manager.realtime.NewestRow;

/** The last entry of the primary key's index: one page, however long the log. */
public final class PostgresNewestRow implements NewestRow {
    private final Database database;

    public PostgresNewestRow(Database database) {
        this.database = database;
    }

    @Override
    public long id() throws Unreadable {
        try {
            return database.statement(
                    connection -> {
                        try (var statement = connection.createStatement();
                                var rows =
                                        statement.executeQuery(
                                                "SELECT coalesce(max(id), 0) FROM"
                                                        + " public.document_activity")) {
                            rows.next();
                            return rows.getLong(1);
                        }
                    });
        } catch (StoreTrouble e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }
}
