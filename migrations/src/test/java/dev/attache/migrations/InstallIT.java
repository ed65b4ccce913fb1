package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** However the files come, how often and in which order: the same schema. */
class InstallIT {
    @Test
    void aCleanDatabaseGetsEveryFileOnce() {
        try (Db db = PostgresServer.bare().database()) {
            MigrationReport first = db.migrate();
            MigrationReport second = db.migrate();

            assertThat(first.applied()).hasSameSizeAs(Migrations.all());
            assertThat(first.present()).isEmpty();
            assertThat(second.applied()).isEmpty();
            assertThat(second.present()).isEqualTo(first.applied());
        }
    }

    @Test
    void applyingEveryFileAgainChangesNothing() throws SQLException {
        try (Db db = PostgresServer.bare().database().migrated()) {
            List<String> before = Fingerprint.of(db);

            MigrationReport again = Migrations.applyAgain(db.connection());

            assertThat(again.applied()).hasSameSizeAs(Migrations.all());
            assertThat(Fingerprint.of(db)).isEqualTo(before);
        }
    }

    @Test
    void applyingAgainMendsWhatWasChangedByHand() throws SQLException {
        try (Db db = PostgresServer.bare().database().migrated()) {
            List<String> before = Fingerprint.of(db);
            db.run("DROP VIEW attache_agents");
            db.run("DROP INDEX document_state_in_use");
            db.run("ALTER TABLE managers DISABLE ROW LEVEL SECURITY");

            Migrations.applyAgain(db.connection());

            assertThat(Fingerprint.of(db)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ATTACHE,SUPABASE,PSQL",
        "ATTACHE,PSQL,SUPABASE",
        "SUPABASE,ATTACHE,PSQL",
        "SUPABASE,PSQL,ATTACHE",
        "PSQL,ATTACHE,SUPABASE",
        "PSQL,SUPABASE,ATTACHE"
    })
    void theThreeWaysInAnyOrderEndInTheSameSchema(Way first, Way second, Way third)
            throws SQLException {
        for (PostgresServer server :
                List.of(PostgresServer.bare(), PostgresServer.withSupabaseRoles())) {
            boolean bare = server == PostgresServer.bare();
            try (Db reference =
                            bare
                                    ? server.database().migrated()
                                    : PostgresServer.supabaseDatabase().migrated();
                    Db db = bare ? server.database() : PostgresServer.supabaseDatabase()) {
                List<String> wanted = Fingerprint.of(reference);
                for (Way way : List.of(first, second, third)) {
                    way.applyTo(db);

                    assertThat(Fingerprint.of(db)).as("after %s", way).isEqualTo(wanted);
                    assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                            .isEqualTo(new SchemaState.Current());
                }
            }
        }
    }

    @Test
    void manyThatMigrateAtOnceDoItOneAfterTheOther() throws Exception {
        try (Db db = PostgresServer.bare().database();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<MigrationReport> migration =
                    () -> {
                        try (Db own = db.again()) {
                            return own.migrate();
                        }
                    };

            var applied = new ArrayList<Integer>();
            for (var report :
                    threads.invokeAll(List.of(migration, migration, migration, migration))) {
                applied.add(report.get().applied().size());
            }

            assertThat(applied).containsExactlyInAnyOrder(Migrations.all().size(), 0, 0, 0);
        }
    }

    @Test
    void aFileThatFailsLeavesNothingBehindAndIsNamed() {
        try (Db db = PostgresServer.bare().database()) {
            db.run("CREATE TABLE agent_incidents (something text)");

            assertThatThrownBy(db::migrate)
                    .hasMessageContaining(
                            "20261121000300_books was not applied, and nothing else was");

            assertThat(db.one("SELECT to_regclass('public.attache_schema')")).isEqualTo("∅");
            db.run("DROP TABLE agent_incidents");
            assertThat(db.migrate().applied()).hasSameSizeAs(Migrations.all());
        }
    }

    @Test
    void aFileOfWhichPsqlSkippedAStatementDoesNotCountAsApplied() throws SQLException {
        try (Db db = PostgresServer.bare().database()) {
            for (Migration migration : Migrations.all()) {
                for (String sql : SqlStatements.of(migration.sql())) {
                    try {
                        // Without ON_ERROR_STOP, psql goes on after an error: here one that hits
                        // the claim.
                        db.run(
                                sql.contains("FUNCTION public.attache_claim(")
                                        ? "SELECT 1 / 0"
                                        : sql);
                    } catch (Db.Refused e) {
                        assertThat(e)
                                .hasMessageMatching(
                                        "(?s)(22012|42883|P0001|55000|.*attache_claim).*");
                    }
                }
            }

            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(
                            new SchemaState.Behind(
                                    List.of("20261121000300_books", "20261121000600_rights")));

            db.migrate();
            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Current());
        }
    }

    @Test
    void aTableThatSomebodyHoldsForLongIsSaidAndNotWaitedForForEver() throws SQLException {
        try (Db db = PostgresServer.bare().database().migrated();
                Db other = db.again()) {
            other.connection().setAutoCommit(false);
            other.run("LOCK TABLE agent_connections IN ROW EXCLUSIVE MODE");

            assertThatThrownBy(() -> Migrations.applyAgain(db.connection()))
                    .hasMessageContaining("another session holds a table for long");
        }
    }
}
