-- The three tables that operators query by hand, and the three functions over them.
--
-- The name of this file is the one of the original design: a database that already has that migration
-- skips it on `supabase db push`, and the files after it add what is missing. So nothing here may go
-- beyond what that one made, but for indexes and functions that may be replaced at any time.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

CREATE TABLE IF NOT EXISTS public.agent_connections (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    document_id text NOT NULL,
    agent_id text NOT NULL UNIQUE,
    agent_pid integer,
    status text NOT NULL CHECK (status IN ('connecting', 'active', 'idle', 'detaching', 'disconnected', 'error')),
    connected_at timestamptz NOT NULL DEFAULT now(),
    disconnected_at timestamptz,
    last_activity_at timestamptz NOT NULL DEFAULT now(),
    memory_mb integer,
    cpu_percent numeric(5, 2),
    llm_calls_count integer DEFAULT 0,
    locations_marked_count integer DEFAULT 0,
    manager_id text NOT NULL,
    manager_host text,
    error_message text,
    metadata jsonb
);
ALTER TABLE public.agent_connections ENABLE ROW LEVEL SECURITY;

-- One agent a document, whatever the managers believe: the last line of defence.
CREATE UNIQUE INDEX IF NOT EXISTS idx_unique_active_document
    ON public.agent_connections (document_id) WHERE status IN ('connecting', 'active');
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

CREATE TABLE IF NOT EXISTS public.document_activity (
    id bigserial PRIMARY KEY,
    document_id text NOT NULL,
    event_type text NOT NULL CHECK (event_type IN ('active', 'idle', 'user_joined', 'user_left')),
    user_count integer NOT NULL DEFAULT 0,
    "timestamp" timestamptz NOT NULL DEFAULT now(),
    metadata jsonb
);
ALTER TABLE public.document_activity ENABLE ROW LEVEL SECURITY;

CREATE INDEX IF NOT EXISTS idx_document_activity_document_timestamp
    ON public.document_activity (document_id, "timestamp" DESC);
CREATE INDEX IF NOT EXISTS idx_document_activity_timestamp
    ON public.document_activity ("timestamp" DESC);

CREATE TABLE IF NOT EXISTS public.agent_metrics (
    id bigserial PRIMARY KEY,
    agent_connection_id uuid REFERENCES public.agent_connections (id) ON DELETE CASCADE,
    document_id text NOT NULL,
    memory_mb integer,
    cpu_percent numeric(5, 2),
    websocket_latency_ms integer,
    llm_response_time_ms integer,
    metadata jsonb,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.agent_metrics ENABLE ROW LEVEL SECURITY;

-- The newest row of an agent, and the cascade when a connection is deleted.
CREATE INDEX IF NOT EXISTS idx_agent_metrics_connection_recorded
    ON public.agent_metrics (agent_connection_id, recorded_at DESC);
CREATE INDEX IF NOT EXISTS idx_agent_metrics_recorded_at
    ON public.agent_metrics (recorded_at DESC);

-- Dropped first: the original returned the same columns but other definitions may differ in type,
-- which CREATE OR REPLACE refuses.
DROP FUNCTION IF EXISTS public.get_agent_system_stats();
CREATE FUNCTION public.get_agent_system_stats()
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

DROP FUNCTION IF EXISTS public.increment_agent_metric(text, text);
CREATE FUNCTION public.increment_agent_metric(agent_id_param text, metric_name text)
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

DROP FUNCTION IF EXISTS public.get_manager_active_agents(text);
CREATE FUNCTION public.get_manager_active_agents(manager_id_param text)
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
