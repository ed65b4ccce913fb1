package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.status.JsonText;
import dev.attache.migrations.MigrationReport;
import dev.attache.migrations.Migrations;

import picocli.CommandLine;
import picocli.CommandLine.Option;

import java.sql.Connection;
import java.sql.SQLException;

@CommandLine.Command(
        name = "migrate",
        description = "Applies what the schema lacks, all of it or nothing.")
final class MigrateCommand extends JsonCommand {
    @Option(
            names = "--again",
            description =
                    "Applies every file again: for roles that came later, and hand-made harm.")
    private boolean again;

    MigrateCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        try (Connection connection = Databases.connect(config(), "migrate")) {
            print(again ? Migrations.applyAgain(connection) : Migrations.apply(connection));
            return Exit.OK;
        } catch (SQLException e) {
            throw new Trouble(Exit.FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void print(MigrationReport report) {
        if (json()) {
            out().println(
                            JsonText.object(
                                    o -> {
                                        JsonText.strings(o, "applied", report.applied());
                                        JsonText.strings(o, "present", report.present());
                                        JsonText.strings(o, "notices", report.notices());
                                    }));
            return;
        }
        report.applied().forEach(file -> out().println("applied " + file));
        report.notices().forEach(notice -> out().println("note: " + notice));
        out().println(
                        report.applied().isEmpty()
                                ? "The schema was up to date."
                                : "The schema is up to date.");
    }
}
