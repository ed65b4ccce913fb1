package dev.attache.migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL. Roles belong to a whole server, so there is one without and one with the roles
 * of Supabase, each started once for all tests and stopped when the JVM ends.
 */
final class PostgresServer implements AutoCloseable {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final EmbeddedPostgres postgres;

    private PostgresServer(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static PostgresServer bare() {
        return Bare.SERVER;
    }

    /**
     * As on supabase.com: its roles, its default privileges in each database, and an owner who is
     * no superuser.
     */
    static PostgresServer withSupabaseRoles() {
        return WithSupabaseRoles.SERVER;
    }

    /** A server that nobody else uses, for tests about roles that are not there yet. */
    static PostgresServer fresh() {
        try {
            return new PostgresServer(EmbeddedPostgres.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new, empty database owned by the superuser. */
    Db database() {
        return database("postgres");
    }

    Db database(String owner) {
        String name = "t" + DATABASES.incrementAndGet();
        try (Db admin = connect("postgres", "postgres")) {
            admin.run("CREATE DATABASE " + name + " OWNER " + owner);
        }
        return connect(name, owner);
    }

    Db connect(String database, String user) {
        return new Db(this, database, open(database, user));
    }

    Connection open(String database, String user) {
        try {
            Connection connection =
                    DriverManager.getConnection(postgres.getJdbcUrl(user, database));
            try (var statement = connection.createStatement()) {
                // An odd zone on purpose: what depends on the session's time zone shows. The driver
                // sends that of the JVM, so a setting of the server would not do.
                statement.execute("SET TIME ZONE 'Asia/Kathmandu'");
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Bare {
        static final PostgresServer SERVER = fresh();
    }

    private static final class WithSupabaseRoles {
        static final PostgresServer SERVER = fresh();

        static {
            try (Db admin = SERVER.connect("postgres", "postgres")) {
                admin.run("CREATE ROLE anon NOLOGIN");
                admin.run("CREATE ROLE authenticated NOLOGIN");
                admin.run("CREATE ROLE service_role NOLOGIN BYPASSRLS");
                admin.run("CREATE ROLE authenticator LOGIN NOINHERIT");
                admin.run("GRANT anon, authenticated, service_role TO authenticator");
                admin.run("CREATE ROLE supabase_owner LOGIN CREATEROLE CREATEDB BYPASSRLS");
                admin.run("GRANT anon, authenticated, service_role TO supabase_owner");
            }
        }
    }

    /** A database as Supabase hands it out. */
    static Db supabaseDatabase() {
        Db db = withSupabaseRoles().database("supabase_owner");
        db.run("GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role");
        for (String kind : new String[] {"TABLES", "SEQUENCES", "FUNCTIONS"}) {
            db.run(
                    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON "
                            + kind
                            + " TO anon, authenticated, service_role");
        }
        db.run("CREATE PUBLICATION supabase_realtime");
        return db;
    }
}
