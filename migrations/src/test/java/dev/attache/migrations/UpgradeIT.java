package dev.attache.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

/** A database that has the tables of the original design, with rows in them. */
class UpgradeIT {
    private static final List<String> ORIGINAL =
            List.of(
                    """
                    CREATE TABLE agent_connections (
                        id UUID PRIMARY KEY DEFAULT gen_random_uuid(), document_id TEXT NOT NULL, agent_id TEXT NOT NULL UNIQUE, agent_pid INTEGER,
                        status TEXT NOT NULL CHECK (status IN ('connecting', 'active', 'idle', 'detaching', 'disconnected', 'error')),
                        connected_at TIMESTAMPTZ NOT NULL DEFAULT now(), disconnected_at TIMESTAMPTZ, last_activity_at TIMESTAMPTZ NOT NULL DEFAULT now(),
                        memory_mb INTEGER, cpu_percent DECIMAL(5,2), llm_calls_count INTEGER DEFAULT 0, locations_marked_count INTEGER DEFAULT 0,
                        manager_id TEXT NOT NULL, manager_host TEXT, error_message TEXT, metadata JSONB)\
                    """,
                    "CREATE UNIQUE INDEX idx_unique_active_document ON agent_connections"
                            + " (document_id) WHERE status IN ('connecting', 'active')",
                    """
                    CREATE TABLE document_activity (
                        id BIGSERIAL PRIMARY KEY, document_id TEXT NOT NULL,
                        event_type TEXT NOT NULL CHECK (event_type IN ('active', 'idle', 'user_joined', 'user_left')),
                        user_count INTEGER NOT NULL DEFAULT 0, timestamp TIMESTAMPTZ NOT NULL DEFAULT now(), metadata JSONB)\
                    """,
                    """
                    CREATE TABLE agent_metrics (
                        id BIGSERIAL PRIMARY KEY, agent_connection_id UUID REFERENCES agent_connections(id) ON DELETE CASCADE, document_id TEXT NOT NULL,
                        memory_mb INTEGER, cpu_percent DECIMAL(5,2), websocket_latency_ms INTEGER, llm_response_time_ms INTEGER, metadata JSONB,
                        recorded_at TIMESTAMPTZ NOT NULL DEFAULT now())\
                    """,
                    """
                    CREATE FUNCTION get_agent_system_stats() RETURNS TABLE (total_agents BIGINT, active_agents BIGINT, connecting_agents BIGINT,
                        avg_memory_mb NUMERIC, total_llm_calls BIGINT, total_locations_marked BIGINT, unique_documents BIGINT)
                    LANGUAGE sql SECURITY DEFINER AS 'SELECT 0::bigint, 0::bigint, 0::bigint, NULL::numeric, NULL::bigint, NULL::bigint, 0::bigint'\
                    """,
                    "CREATE FUNCTION increment_agent_metric(agent_id_param TEXT, metric_name TEXT)"
                            + " RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT'",
                    """
                    CREATE FUNCTION get_manager_active_agents(manager_id_param TEXT) RETURNS TABLE (agent_id TEXT, document_id TEXT, status TEXT,
                        connected_at TIMESTAMPTZ, last_activity_at TIMESTAMPTZ, memory_mb INTEGER, llm_calls_count INTEGER, locations_marked_count INTEGER)
                    LANGUAGE plpgsql SECURITY DEFINER AS 'BEGIN END'\
                    """,
                    "ALTER TABLE document_activity ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY \"anon reads\" ON document_activity FOR SELECT TO anon USING"
                            + " (true)",
                    "GRANT SELECT ON document_activity TO anon",
                    "INSERT INTO document_activity (document_id, event_type, user_count) VALUES"
                            + " ('old', 'active', 1)");

    @Test
    void getsEverythingAndLosesNoRow() throws SQLException {
        try (Db db = PostgresServer.supabaseDatabase();
                Db clean = PostgresServer.supabaseDatabase().migrated()) {
            ORIGINAL.forEach(db::run);

            db.migrate();

            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Current());
            assertThat(db.one("SELECT event_id IS NOT NULL FROM document_activity")).isEqualTo("t");
            assertThat(columnsFunctionsAndIndexes(db)).isEqualTo(columnsFunctionsAndIndexes(clean));
            assertThat(db.one("SELECT has_table_privilege('anon', 'document_activity', 'SELECT')"))
                    .isEqualTo("f");
        }
    }

    /**
     * Supabase's history already has a file of the first one's name, so `supabase db push` begins
     * with the second.
     */
    @Test
    void theFilesAfterTheFirstDoNotNeedOursToHaveRun() throws SQLException {
        try (Db db = PostgresServer.supabaseDatabase();
                Db clean = PostgresServer.supabaseDatabase().migrated()) {
            ORIGINAL.forEach(db::run);
            db.run("CREATE SCHEMA supabase_migrations");
            db.run(
                    "CREATE TABLE supabase_migrations.schema_migrations (version text PRIMARY KEY,"
                            + " statements text[], name text)");
            db.run(
                    "INSERT INTO supabase_migrations.schema_migrations (version) VALUES"
                            + " ('20251113000000')");

            Way.SUPABASE.applyTo(db);

            assertThat(Migrations.inspect(db.connection(), "1.0.0"))
                    .isEqualTo(new SchemaState.Current());
            assertThat(columnsFunctionsAndIndexes(db)).isEqualTo(columnsFunctionsAndIndexes(clean));
        }
    }

    private static List<String> columnsFunctionsAndIndexes(Db db) {
        return Fingerprint.of(db).stream()
                .filter(
                        line ->
                                line.startsWith("column")
                                        || line.startsWith("function")
                                        || line.startsWith("index"))
                .toList();
    }
}
