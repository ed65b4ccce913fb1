package dev.attache.manager.cli;

import dev.attache.manager.config.ConfigFaults;
import dev.attache.manager.status.JsonText;
import dev.attache.manager.status.SeedFigures;
import dev.attache.manager.store.StoreTrouble;
import dev.attache.manager.store.SystemStats;

import picocli.CommandLine;

import java.sql.Connection;
import java.sql.SQLException;

@CommandLine.Command(
        name = "stats",
        description = "Figures of all managers, from the database (get_agent_system_stats).")
final class StatsCommand extends JsonCommand {
    StatsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws ConfigFaults, Trouble {
        try (Connection connection = Databases.connect(config(), "stats")) {
            SystemStats stats = SystemStats.read(connection);
            out().println(json() ? JsonText.stats(stats) : SeedFigures.lines(stats));
            return Exit.OK;
        } catch (SQLException e) {
            throw new Trouble(
                    Exit.FAILED,
                    "Postgres does not say: %s. `attache doctor` looks closer."
                            .formatted(StoreTrouble.of(e).getMessage()));
        }
    }
}
