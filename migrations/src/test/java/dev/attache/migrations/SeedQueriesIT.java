package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/** The queries that the original design tells its operators to type, and its three functions. */
class SeedQueriesIT {
    private final Db db = PostgresServer.bare().database().migrated();

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void activeAgents() {
        agent("d1", "agent-d1-1", "active", "m1");
        agent("d2", "agent-d2-1", "connecting", "m1");

        assertThat(db.rows("SELECT * FROM agent_connections WHERE status = 'active';")).hasSize(1);
        assertThat(
                        db.rows(
                                "SELECT document_id, agent_id, agent_pid, status, manager_id,"
                                        + " llm_calls_count, locations_marked_count FROM"
                                        + " agent_connections WHERE status = 'active'"))
                .containsExactly(List.of("d1", "agent-d1-1", "∅", "active", "m1", "0", "0"));
    }

    @Test
    void recentActivityAndMetrics() {
        agent("d1", "agent-d1-1", "active", "m1");
        for (int i = 1; i <= 12; i++) {
            db.run(
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('d1', 'user_joined', ?)",
                    i);
        }
        for (int i = 1; i <= 25; i++) {
            db.run(
                    "INSERT INTO agent_metrics (agent_connection_id, document_id, memory_mb,"
                            + " cpu_percent, websocket_latency_ms, llm_response_time_ms) SELECT id,"
                            + " document_id, ?, 1.5, 3, 400 FROM agent_connections",
                    i);
        }

        var activity = db.rows("SELECT * FROM document_activity ORDER BY timestamp DESC LIMIT 10;");
        var metrics = db.rows("SELECT * FROM agent_metrics ORDER BY recorded_at DESC LIMIT 20;");

        assertThat(activity).hasSize(10);
        assertThat(activity.getFirst()).contains("12", "user_joined");
        assertThat(metrics).hasSize(20);
        assertThat(metrics.getFirst()).contains("25");
    }

    @Test
    void theStatsOfAnEmptySystem() {
        assertThat(db.rows("SELECT * FROM get_agent_system_stats();"))
                .containsExactly(List.of("0", "0", "0", "∅", "∅", "∅", "0"));
    }

    @Test
    void theStatsCountWhatLivesOrEndedWithinTheHour() {
        agent("d1", "a1", "active", "m1");
        agent("d2", "a2", "connecting", "m1");
        agent("d2", "a3", "disconnected", "m1");
        agent("d3", "a4", "disconnected", "m1");
        db.run(
                "UPDATE agent_connections SET memory_mb = 45, llm_calls_count = 2,"
                        + " locations_marked_count = 3");
        db.run("UPDATE agent_connections SET memory_mb = 46 WHERE agent_id = 'a1'");
        db.run(
                "UPDATE agent_connections SET disconnected_at = now() - interval '59 minutes' WHERE"
                        + " agent_id = 'a3'");
        db.run(
                "UPDATE agent_connections SET disconnected_at = now() - interval '61 minutes' WHERE"
                        + " agent_id = 'a4'");

        assertThat(db.rows("SELECT * FROM get_agent_system_stats()"))
                .containsExactly(List.of("3", "1", "1", "45.33", "6", "9", "2"));
    }

    @Test
    void countersGoUpByOneAndCountAsActivity() {
        agent("d1", "a1", "active", "m1");
        db.run(
                "UPDATE agent_connections SET last_activity_at = now() - interval '1 day',"
                        + " llm_calls_count = NULL");

        db.rows("SELECT increment_agent_metric('a1', 'llm_calls_count')");
        db.rows("SELECT increment_agent_metric('a1', 'locations_marked_count')");

        assertThat(
                        db.rows(
                                "SELECT llm_calls_count, locations_marked_count, last_activity_at >"
                                        + " now() - interval '1 minute' FROM agent_connections"))
                .containsExactly(List.of("1", "1", "t"));
        assertThatThrownBy(() -> db.rows("SELECT increment_agent_metric('a1', 'agent_pid')"))
                .hasMessageContaining("Invalid metric name: agent_pid");
    }

    @Test
    void theAgentsOfAManagerTheMostRecentlyActiveFirst() {
        agent("d1", "a1", "active", "m1");
        agent("d2", "a2", "connecting", "m1");
        agent("d3", "a3", "detaching", "m1");
        agent("d4", "a4", "active", "m2");
        db.run(
                "UPDATE agent_connections SET last_activity_at = now() - interval '1 minute' WHERE"
                        + " agent_id = 'a1'");

        assertThat(db.rows("SELECT agent_id FROM get_manager_active_agents('m1')"))
                .containsExactly(List.of("a2"), List.of("a1"));
    }

    @Test
    void aDocumentHasOneAgentWhateverManagersBelieve() {
        agent("d1", "a1", "connecting", "m1");
        assertThatThrownBy(() -> agent("d1", "a2", "active", "m2"))
                .hasMessageContaining("idx_unique_active_document");

        db.run("UPDATE agent_connections SET status = 'detaching'");
        agent("d1", "a2", "active", "m2");
        assertThatThrownBy(() -> agent("d5", "a5", "sleeping", "m2"))
                .hasMessageStartingWith("23514");
    }

    private void agent(String document, String agent, String status, String manager) {
        db.run(
                "INSERT INTO agent_connections (document_id, agent_id, status, manager_id) VALUES"
                        + " (?, ?, ?, ?)",
                document,
                agent,
                status,
                manager);
    }
}
