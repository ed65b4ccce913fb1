-- What is old goes, in small batches: inserts never wait for it, and two managers may do it at once.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

CREATE TABLE IF NOT EXISTS public.attache_retention (
    what text PRIMARY KEY,
    keep interval CONSTRAINT attache_retention_keep_positive CHECK (keep > interval '0'),
    note text NOT NULL
);
ALTER TABLE public.attache_retention ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.attache_retention IS 'How long things are kept; change keep with UPDATE, it holds from the next look on.';
COMMENT ON COLUMN public.attache_retention.what IS 'Which kind of row.';
COMMENT ON COLUMN public.attache_retention.keep IS 'For how long; empty: for ever.';
COMMENT ON COLUMN public.attache_retention.note IS 'What happens then.';

INSERT INTO public.attache_retention (what, keep, note) VALUES
    ('metrics_raw', '24 hours', 'agent_metrics: then folded into agent_metrics_hourly'),
    ('metrics_hourly', '90 days', 'agent_metrics_hourly: then deleted'),
    ('activity', '90 days', 'document_activity: then deleted'),
    ('connections', '90 days', 'agent_connections: deleted so long after they closed'),
    ('incidents', '90 days', 'agent_incidents: then deleted'),
    ('leases', '90 days', 'document_leases: deleted so long after release, or after the last beat of a manager that never released'),
    ('states', '90 days', 'document_state and overrides taken back: deleted when not in use, or not in force, for so long'),
    ('managers', '90 days', 'managers: deleted so long after their last beat'),
    ('lifted_quarantines', '90 days', 'document_quarantine_lifted: deleted so long after the lift'),
    ('usage', '400 days', 'agent_usage: then deleted'),
    ('memory', NULL, 'document_memory: what people removed must not be marked again, so it is kept')
ON CONFLICT (what) DO NOTHING;

-- Sums and counts rather than averages, so that rows that come late can be added.
CREATE TABLE IF NOT EXISTS public.agent_metrics_hourly (
    document_id text NOT NULL,
    hour timestamptz NOT NULL,
    samples bigint NOT NULL,
    memory_mb_sum bigint NOT NULL,
    memory_mb_count bigint NOT NULL,
    memory_mb_max integer,
    cpu_percent_sum numeric NOT NULL,
    cpu_percent_count bigint NOT NULL,
    cpu_percent_max numeric(5, 2),
    websocket_latency_ms_sum bigint NOT NULL,
    websocket_latency_ms_count bigint NOT NULL,
    websocket_latency_ms_max integer,
    llm_response_time_ms_sum bigint NOT NULL,
    llm_response_time_ms_count bigint NOT NULL,
    llm_response_time_ms_max integer,
    PRIMARY KEY (document_id, hour)
);
ALTER TABLE public.agent_metrics_hourly ENABLE ROW LEVEL SECURITY;
CREATE INDEX IF NOT EXISTS agent_metrics_hourly_hour ON public.agent_metrics_hourly (hour);

COMMENT ON TABLE public.agent_metrics_hourly IS 'agent_metrics older than a day, by document and hour; attache_metrics_by_hour shows the averages.';
COMMENT ON COLUMN public.agent_metrics_hourly.document_id IS 'The document.';
COMMENT ON COLUMN public.agent_metrics_hourly.hour IS 'Its beginning, cut in UTC whatever the session''s time zone.';
COMMENT ON COLUMN public.agent_metrics_hourly.samples IS 'How many rows were folded.';
COMMENT ON COLUMN public.agent_metrics_hourly.memory_mb_sum IS 'Sum of the rows that had a value.';
COMMENT ON COLUMN public.agent_metrics_hourly.memory_mb_count IS 'How many had.';
COMMENT ON COLUMN public.agent_metrics_hourly.memory_mb_max IS 'The highest.';
COMMENT ON COLUMN public.agent_metrics_hourly.cpu_percent_sum IS 'Sum of the rows that had a value.';
COMMENT ON COLUMN public.agent_metrics_hourly.cpu_percent_count IS 'How many had.';
COMMENT ON COLUMN public.agent_metrics_hourly.cpu_percent_max IS 'The highest.';
COMMENT ON COLUMN public.agent_metrics_hourly.websocket_latency_ms_sum IS 'Sum of the rows that had a value.';
COMMENT ON COLUMN public.agent_metrics_hourly.websocket_latency_ms_count IS 'How many had.';
COMMENT ON COLUMN public.agent_metrics_hourly.websocket_latency_ms_max IS 'The highest.';
COMMENT ON COLUMN public.agent_metrics_hourly.llm_response_time_ms_sum IS 'Sum of the rows that had a value.';
COMMENT ON COLUMN public.agent_metrics_hourly.llm_response_time_ms_count IS 'How many had.';
COMMENT ON COLUMN public.agent_metrics_hourly.llm_response_time_ms_max IS 'The highest.';

-- Retention finds what is released and old without reading what is held.
CREATE INDEX IF NOT EXISTS document_leases_released ON public.document_leases (released_at) WHERE released_at IS NOT NULL;

CREATE OR REPLACE FUNCTION public.attache_retain_metrics(batch integer)
RETURNS bigint
LANGUAGE sql SET search_path = ''
AS $$
    WITH due AS (
        SELECT m.id FROM public.agent_metrics m
        WHERE m.recorded_at < now() - (SELECT r.keep FROM public.attache_retention r WHERE r.what = 'metrics_raw')
        ORDER BY m.recorded_at LIMIT batch
        FOR UPDATE SKIP LOCKED
    ), gone AS (
        DELETE FROM public.agent_metrics m USING due WHERE m.id = due.id RETURNING m.*
    ), folded AS (
        INSERT INTO public.agent_metrics_hourly AS h
        SELECT g.document_id, date_trunc('hour', g.recorded_at, 'UTC'), count(*),
               coalesce(sum(g.memory_mb), 0), count(g.memory_mb), max(g.memory_mb),
               coalesce(sum(g.cpu_percent), 0), count(g.cpu_percent), max(g.cpu_percent),
               coalesce(sum(g.websocket_latency_ms), 0), count(g.websocket_latency_ms), max(g.websocket_latency_ms),
               coalesce(sum(g.llm_response_time_ms), 0), count(g.llm_response_time_ms), max(g.llm_response_time_ms)
        FROM gone g
        GROUP BY 1, 2
        ORDER BY 1, 2
        ON CONFLICT (document_id, hour) DO UPDATE SET
            samples = h.samples + excluded.samples,
            memory_mb_sum = h.memory_mb_sum + excluded.memory_mb_sum,
            memory_mb_count = h.memory_mb_count + excluded.memory_mb_count,
            memory_mb_max = greatest(h.memory_mb_max, excluded.memory_mb_max),
            cpu_percent_sum = h.cpu_percent_sum + excluded.cpu_percent_sum,
            cpu_percent_count = h.cpu_percent_count + excluded.cpu_percent_count,
            cpu_percent_max = greatest(h.cpu_percent_max, excluded.cpu_percent_max),
            websocket_latency_ms_sum = h.websocket_latency_ms_sum + excluded.websocket_latency_ms_sum,
            websocket_latency_ms_count = h.websocket_latency_ms_count + excluded.websocket_latency_ms_count,
            websocket_latency_ms_max = greatest(h.websocket_latency_ms_max, excluded.websocket_latency_ms_max),
            llm_response_time_ms_sum = h.llm_response_time_ms_sum + excluded.llm_response_time_ms_sum,
            llm_response_time_ms_count = h.llm_response_time_ms_count + excluded.llm_response_time_ms_count,
            llm_response_time_ms_max = greatest(h.llm_response_time_ms_max, excluded.llm_response_time_ms_max)
    )
    SELECT count(*) FROM gone
$$;
COMMENT ON FUNCTION public.attache_retain_metrics(integer) IS 'Folds one batch of old metrics into hours; part of attache_retain.';

-- Rows somebody else has locked are left for the next time; deleting takes no lock that an INSERT minds.
CREATE OR REPLACE FUNCTION public.attache_retain(batch integer DEFAULT 1000)
RETURNS bigint
LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
    done bigint;
    rule record;
    removed bigint;
BEGIN
    IF batch < 1 THEN
        RAISE EXCEPTION 'attache_retain: batch must be at least 1, not %', batch;
    END IF;
    -- Held to the end of the transaction only, so it works through a pooler.
    IF NOT pg_try_advisory_xact_lock(2620251114) THEN
        RETURN 0;
    END IF;
    done := public.attache_retain_metrics(batch);
    FOR rule IN
        SELECT v.what, v.tab, v.old, r.keep
        FROM (VALUES
            ('metrics_hourly', 'agent_metrics_hourly', 't.hour < $1'),
            ('activity', 'document_activity', 't."timestamp" < $1'),
            -- Not before its metrics are folded: deleting it would take them along.
            ('connections', 'agent_connections', 't.disconnected_at < $1
                AND NOT EXISTS (SELECT FROM public.agent_metrics m WHERE m.agent_connection_id = t.id)'),
            ('incidents', 'agent_incidents', 't.at < $1'),
            ('leases', 'document_leases', 't.released_at < $1'),
            ('leases', 'document_leases', 't.released_at IS NULL AND t.acquired_at < $1
                AND NOT EXISTS (SELECT FROM public.managers m WHERE m.id = t.manager_id AND m.heartbeat_at >= $1)'),
            ('states', 'document_state', 'NOT t.in_use AND t.updated_at < $1'),
            ('states', 'document_overrides', 'NOT t.in_force AND t.set_at < $1'),
            ('managers', 'managers', 't.heartbeat_at < $1'),
            ('lifted_quarantines', 'document_quarantine_lifted', 't.lifted_at < $1'),
            ('usage', 'agent_usage', 't.day < ($1 AT TIME ZONE ''UTC'')::date'),
            ('memory', 'document_memory', 't.updated_at < $1')
        ) AS v (what, tab, old)
        JOIN public.attache_retention r USING (what)
        WHERE r.keep IS NOT NULL
    LOOP
        EXECUTE format(
            'DELETE FROM public.%1$I WHERE ctid = ANY (ARRAY(
                 SELECT t.ctid FROM public.%1$I t WHERE %2$s LIMIT $2 FOR UPDATE SKIP LOCKED))', rule.tab, rule.old)
            USING now() - rule.keep, batch;
        GET DIAGNOSTICS removed = ROW_COUNT;
        done := done + removed;
    END LOOP;
    RETURN done;
END
$$;
COMMENT ON FUNCTION public.attache_retain(integer) IS 'Removes at most one batch of each kind of row whose time is over, and returns how many: call it again until that is 0.';

SELECT public.attache_applied('20261121000400', 'retention', '1.0.0', ARRAY[
    'public.attache_retention', 'public.agent_metrics_hourly', 'public.attache_retain_metrics(integer)', 'public.attache_retain(integer)']);
