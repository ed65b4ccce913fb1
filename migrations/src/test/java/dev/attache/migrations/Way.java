package dev.attache.migrations;

import java.sql.SQLException;

/** The three ways in which the files reach a database. */
enum Way {
    /** `attache migrate`. */
    ATTACHE {
        @Override
        void applyTo(Db db) {
            db.migrate();
        }
    },

    /**
     * `supabase db push`: skips what its own history has, sends a file statement by statement in
     * one transaction, and notes it.
     */
    SUPABASE {
        @Override
        void applyTo(Db db) throws SQLException {
            db.run("CREATE SCHEMA IF NOT EXISTS supabase_migrations");
            db.run(
                    "CREATE TABLE IF NOT EXISTS supabase_migrations.schema_migrations (version text"
                            + " PRIMARY KEY, statements text[], name text)");
            for (Migration migration : Migrations.all()) {
                if (db.number(
                                "SELECT count(*) FROM supabase_migrations.schema_migrations WHERE"
                                        + " version = ?",
                                migration.version())
                        > 0) {
                    continue;
                }
                db.connection().setAutoCommit(false);
                try (var batch = db.connection().createStatement()) {
                    for (String sql : SqlStatements.of(migration.sql())) {
                        batch.execute(sql);
                    }
                }
                db.run(
                        "INSERT INTO supabase_migrations.schema_migrations (version, name) VALUES"
                                + " (?, ?)",
                        migration.version(),
                        migration.name());
                db.connection().commit();
                db.connection().setAutoCommit(true);
            }
        }
    },

    /** `psql -f` on each file, every statement in a transaction of its own. */
    PSQL {
        @Override
        void applyTo(Db db) throws SQLException {
            for (Migration migration : Migrations.all()) {
                try (var statement = db.connection().createStatement()) {
                    for (String sql : SqlStatements.of(migration.sql())) {
                        statement.execute(sql);
                    }
                }
            }
        }
    };

    abstract void applyTo(Db db) throws SQLException;
}
