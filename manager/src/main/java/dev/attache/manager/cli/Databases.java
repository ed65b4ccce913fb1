package dev.attache.manager.cli;

import dev.attache.manager.config.ManagerConfig;
import dev.attache.manager.store.DatabaseUrl;
import dev.attache.manager.store.StoreTrouble;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection for a command that needs the database and no manager. */
final class Databases {
    private Databases() {}

    static Connection connect(ManagerConfig config, String forWhat) throws Trouble {
        DatabaseUrl url =
                config.database()
                        .pooled()
                        .orElseThrow(
                                () ->
                                        new Trouble(
                                                Exit.USAGE,
                                                "DATABASE_URL is not set: set it to"
                                                    + " postgresql://user:password@host:5432/database."));
        try {
            return url.connect("attache " + forWhat);
        } catch (SQLException e) {
            throw new Trouble(
                    Exit.FAILED,
                    "No connection to %s: %s. `attache doctor` looks closer."
                            .formatted(url, StoreTrouble.of(e).getMessage()));
        }
    }
}
