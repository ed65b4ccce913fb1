-- The original's three functions over its tables, and the indexes that the queries of this system really use.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

-- Rows of one document, newest first: closing lower epochs, and the story of a document.
CREATE INDEX IF NOT EXISTS idx_agent_connections_document_connected
    ON public.agent_connections (document_id, connected_at DESC);
-- Recovery and get_manager_active_agents read the open rows of one manager.
CREATE INDEX IF NOT EXISTS idx_agent_connections_open
    ON public.agent_connections (manager_id) WHERE disconnected_at IS NULL;
-- `WHERE status = 'active'` typed in psql must not read three months of closed rows.
CREATE INDEX IF NOT EXISTS idx_agent_connections_status
    ON public.agent_connections (status) WHERE status <> 'disconnected';
-- Both halves of get_agent_system_stats (open, or closed within the hour), and retention.
CREATE INDEX IF NOT EXISTS idx_agent_connections_disconnected_at
    ON public.agent_connections (disconnected_at);
CREATE INDEX IF NOT EXISTS idx_document_activity_document_timestamp
    ON public.document_activity (document_id, "timestamp" DESC);
CREATE INDEX IF NOT EXISTS idx_document_activity_timestamp
    ON public.document_activity ("timestamp" DESC);
-- The newest row of an agent, and the cascade when a connection is deleted.
CREATE INDEX IF NOT EXISTS idx_agent_metrics_connection_recorded
    ON public.agent_metrics (agent_connection_id, recorded_at DESC);
CREATE INDEX IF NOT EXISTS idx_agent_metrics_recorded_at
    ON public.agent_metrics (recorded_at DESC);

CREATE OR REPLACE FUNCTION public.get_agent_system_stats()
RETURNS TABLE (
    total_agents bigint,
    active_agents bigint,
    connecting_agents bigint,
    avg_memory_mb numeric,
    total_llm_calls bigint,
    total_locations_marked bigint,
    unique_documents bigint
)
LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT count(*),
           count(*) FILTER (WHERE a.status = 'active'),
           count(*) FILTER (WHERE a.status = 'connecting'),
           round(avg(a.memory_mb), 2),
           sum(a.llm_calls_count),
           sum(a.locations_marked_count),
           count(DISTINCT a.document_id)
    FROM public.agent_connections a
    WHERE a.disconnected_at IS NULL OR a.disconnected_at > now() - interval '1 hour'
$$;

CREATE OR REPLACE FUNCTION public.increment_agent_metric(agent_id_param text, metric_name text)
RETURNS void
LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    IF metric_name = 'llm_calls_count' THEN
        UPDATE public.agent_connections
        SET llm_calls_count = coalesce(llm_calls_count, 0) + 1, last_activity_at = now()
        WHERE agent_id = agent_id_param;
    ELSIF metric_name = 'locations_marked_count' THEN
        UPDATE public.agent_connections
        SET locations_marked_count = coalesce(locations_marked_count, 0) + 1, last_activity_at = now()
        WHERE agent_id = agent_id_param;
    ELSE
        RAISE EXCEPTION 'Invalid metric name: %', metric_name
            USING HINT = 'It is llm_calls_count or locations_marked_count.';
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION public.get_manager_active_agents(manager_id_param text)
RETURNS TABLE (
    agent_id text,
    document_id text,
    status text,
    connected_at timestamptz,
    last_activity_at timestamptz,
    memory_mb integer,
    llm_calls_count integer,
    locations_marked_count integer
)
LANGUAGE sql STABLE SET search_path = ''
AS $$
    SELECT a.agent_id, a.document_id, a.status, a.connected_at, a.last_activity_at,
           a.memory_mb, a.llm_calls_count, a.locations_marked_count
    FROM public.agent_connections a
    WHERE a.manager_id = manager_id_param
      AND a.status IN ('connecting', 'active')
      AND a.disconnected_at IS NULL
    ORDER BY a.last_activity_at DESC
$$;

COMMENT ON FUNCTION public.get_agent_system_stats() IS 'Totals over agents that live or ended within the hour.';
COMMENT ON FUNCTION public.increment_agent_metric(text, text) IS 'Adds one to llm_calls_count or locations_marked_count of an agent, and counts as its activity.';
COMMENT ON FUNCTION public.get_manager_active_agents(text) IS 'The connecting and active agents of one manager, the most recently active first.';

SELECT public.attache_applied('20261121000110', 'agent_queries', '1.0.0', ARRAY[
    'public.idx_agent_connections_open', 'public.idx_agent_connections_disconnected_at', 'public.idx_agent_metrics_connection_recorded',
    'public.get_agent_system_stats()', 'public.increment_agent_metric(text,text)', 'public.get_manager_active_agents(text)']);
