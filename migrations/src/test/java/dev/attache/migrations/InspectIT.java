package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

class InspectIT {
    @Test
    void anEmptyDatabaseHasNoSchema() throws SQLException {
        try (Db db = PostgresServer.bare().database()) {
            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Absent());
        }
    }

    @Test
    void readsWhatTheDatabaseHas() throws SQLException {
        try (Db db = PostgresServer.bare().database().migrated()) {
            db.run("DELETE FROM attache_schema WHERE name = 'retention'");
            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Behind(List.of("20261121000400_retention")));

            assertThat(db.migrate().applied()).containsExactly("20261121000400_retention");

            db.run(
                    "INSERT INTO attache_schema (version, name, oldest_manager) VALUES"
                            + " ('29990101000000', 'later', '1.0.0')");
            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.NewerCompatible(List.of("29990101000000")));

            db.run("UPDATE attache_schema SET oldest_manager = '1.1.0' WHERE name = 'later'");
            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.NewerRefusing("1.1.0"));
        }
    }

    @Test
    void anOptionalFileIsNoPartOfTheSchemaThatManagersRelyOn() throws SQLException {
        try (Db db = PostgresServer.bare().database().migrated()) {
            db.run(
                    "INSERT INTO attache_schema (version, name, oldest_manager) VALUES"
                            + " ('optional/x', 'x', '1.0.0')");

            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Current());
        }
    }
}
