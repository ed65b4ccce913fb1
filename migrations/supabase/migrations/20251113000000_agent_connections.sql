-- The three tables that operators query by hand.
--
-- The name of this file is the one of the original design: a database that already has that migration
-- skips it on `supabase db push`, and the files after it add what is missing. So nothing here may go
-- beyond what that one made.

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

CREATE TABLE IF NOT EXISTS public.document_activity (
    id bigserial PRIMARY KEY,
    document_id text NOT NULL,
    event_type text NOT NULL CHECK (event_type IN ('active', 'idle', 'user_joined', 'user_left')),
    user_count integer NOT NULL DEFAULT 0,
    "timestamp" timestamptz NOT NULL DEFAULT now(),
    metadata jsonb
);
ALTER TABLE public.document_activity ENABLE ROW LEVEL SECURITY;

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
