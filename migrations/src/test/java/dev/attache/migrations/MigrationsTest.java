package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class MigrationsTest {
    @Test
    void everyFileOfTheFolderIsKnownInTheOrderOfTheNames() throws IOException {
        try (var folder = Files.list(Path.of("supabase", "migrations"))) {
            var names = folder.map(file -> file.getFileName().toString()).sorted().toList();

            assertThat(Migrations.all())
                    .extracting(migration -> migration.file() + ".sql")
                    .isEqualTo(names);
        }
    }

    @Test
    void everyFileTakesItsTurnAndNotesItselfUnderItsOwnName() {
        for (Migration migration : Migrations.all()) {
            assertThat(migration.sql()).contains("pg_advisory_xact_lock(2620251113)");
            if (!migration.name().equals("agent_connections")) {
                // The first file is the original's and may not call what comes later; the second
                // notes it.
                assertThat(migration.sql())
                        .contains(
                                "public.attache_applied('%s', '%s', '"
                                        .formatted(migration.version(), migration.name()));
            }
        }
    }

    @Test
    void noFileBreaksOutOfTheTransactionItIsAppliedIn() {
        for (Migration migration : Migrations.all()) {
            assertThat(SqlStatements.of(migration.sql()))
                    .as(migration.file())
                    .noneMatch(
                            sql ->
                                    sql.strip()
                                            .matches(
                                                    "(?is)^(begin|commit|rollback|set|create index"
                                                            + " concurrently|vacuum)\\b.*"));
        }
    }
}
