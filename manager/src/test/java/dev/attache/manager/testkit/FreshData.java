package dev.attache.manager.testkit;

import dev.attache.migrations.Migrations;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;

/**
 * The files of a PostgreSQL with our schema and nothing else: made once, copied for each server.
 */
final class FreshData {
    private static final Path MADE = make();

    private FreshData() {}

    static File copy() throws IOException {
        Path copy = Files.createTempDirectory("attache-postgres");
        try (var files = Files.walk(MADE)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve(MADE.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy.toFile();
    }

    static void delete(Path path) {
        try (var files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            Path data = Files.createTempDirectory("attache-postgres");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(data)));
            try (EmbeddedPostgres server =
                            EmbeddedPostgres.builder()
                                    .setDataDirectory(data)
                                    .setCleanDataDirectory(false)
                                    .start();
                    Connection connection = server.getPostgresDatabase().getConnection()) {
                Migrations.apply(connection);
            }
            return data;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
