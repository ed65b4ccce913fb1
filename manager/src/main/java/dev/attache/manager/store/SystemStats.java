package dev.attache.manager.store;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What get_agent_system_stats() says: agents that live, or ended within the hour. */
public record SystemStats(
        long totalAgents,
        long activeAgents,
        long connectingAgents,
        long uniqueDocuments,
        @Nullable BigDecimal averageMemoryMb,
        long llmCalls,
        long locations) {

    /** Blocks. */
    public static SystemStats read(Database database) throws StoreTrouble {
        return database.transaction(Duration.ofSeconds(10), SystemStats::read);
    }

    public static SystemStats read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT * FROM get_agent_system_stats()")) {
            row.next();
            return new SystemStats(
                    row.getLong("total_agents"),
                    row.getLong("active_agents"),
                    row.getLong("connecting_agents"),
                    row.getLong("unique_documents"),
                    row.getBigDecimal("avg_memory_mb"),
                    row.getLong("total_llm_calls"),
                    row.getLong("total_locations_marked"));
        }
    }
}
