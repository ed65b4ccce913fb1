-- The books of managers: who they are, which documents are theirs, what their agents did, used and left behind.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

ALTER TABLE public.agent_connections
    ADD COLUMN IF NOT EXISTS epoch bigint NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS life integer NOT NULL DEFAULT 0,
    ADD COLUMN IF NOT EXISTS worker_version text;

COMMENT ON TABLE public.agent_connections IS 'One row for each life of an agent at a document. Open while disconnected_at is empty.';
COMMENT ON COLUMN public.agent_connections.id IS 'What agent_metrics refers to.';
COMMENT ON COLUMN public.agent_connections.document_id IS 'The document.';
COMMENT ON COLUMN public.agent_connections.agent_id IS 'agent-<document>-<epoch ms>, unique for ever.';
COMMENT ON COLUMN public.agent_connections.agent_pid IS 'Process on manager_host, once it runs.';
COMMENT ON COLUMN public.agent_connections.status IS 'connecting, active, idle (attached, nobody there, about to leave), detaching, disconnected or error.';
COMMENT ON COLUMN public.agent_connections.connected_at IS 'When the launch began.';
COMMENT ON COLUMN public.agent_connections.disconnected_at IS 'When it ended; empty while it lives.';
COMMENT ON COLUMN public.agent_connections.last_activity_at IS 'When a person or the agent last did something there.';
COMMENT ON COLUMN public.agent_connections.memory_mb IS 'As last reported.';
COMMENT ON COLUMN public.agent_connections.cpu_percent IS 'As last reported, of one core.';
COMMENT ON COLUMN public.agent_connections.llm_calls_count IS 'Calls of the model in this life.';
COMMENT ON COLUMN public.agent_connections.locations_marked_count IS 'Marks written in this life.';
COMMENT ON COLUMN public.agent_connections.manager_id IS 'The manager that launched it.';
COMMENT ON COLUMN public.agent_connections.manager_host IS 'And the host it ran on.';
COMMENT ON COLUMN public.agent_connections.error_message IS 'Why it ended or is in error.';
COMMENT ON COLUMN public.agent_connections.metadata IS 'Whatever else is worth keeping.';
COMMENT ON COLUMN public.agent_connections.epoch IS 'Of the lease under which it was launched.';
COMMENT ON COLUMN public.agent_connections.life IS 'Counts restarts under one epoch.';
COMMENT ON COLUMN public.agent_connections.worker_version IS 'As the worker said when it was ready.';

COMMENT ON TABLE public.agent_metrics IS 'What agents measured, every 30 s; rolled up by the hour after a day.';
COMMENT ON COLUMN public.agent_metrics.id IS 'Order of arrival.';
COMMENT ON COLUMN public.agent_metrics.agent_connection_id IS 'The life it was measured in.';
COMMENT ON COLUMN public.agent_metrics.document_id IS 'The document.';
COMMENT ON COLUMN public.agent_metrics.memory_mb IS 'Proportional set size, children included.';
COMMENT ON COLUMN public.agent_metrics.cpu_percent IS 'Of one core, since the row before; at most 999.99.';
COMMENT ON COLUMN public.agent_metrics.websocket_latency_ms IS 'Round trip to the document.';
COMMENT ON COLUMN public.agent_metrics.llm_response_time_ms IS 'Of the latest call.';
COMMENT ON COLUMN public.agent_metrics.metadata IS 'Counters since attach: llm_calls, tokens_in, tokens_out, marks.';
COMMENT ON COLUMN public.agent_metrics.recorded_at IS 'When it was measured.';

CREATE TABLE IF NOT EXISTS public.managers (
    id text PRIMARY KEY,
    instance uuid NOT NULL,
    host text NOT NULL,
    pid bigint NOT NULL,
    version text NOT NULL,
    capacity integer NOT NULL CONSTRAINT managers_capacity_not_negative CHECK (capacity >= 0),
    draining boolean NOT NULL DEFAULT false,
    heartbeat bigint NOT NULL DEFAULT 0,
    heartbeat_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 50);
ALTER TABLE public.managers ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.managers IS 'One row a manager id. Its instance changes with each start.';
COMMENT ON COLUMN public.managers.id IS 'MANAGER_ID, by default the host''s name.';
COMMENT ON COLUMN public.managers.instance IS 'This run of it; leases name it too.';
COMMENT ON COLUMN public.managers.host IS 'Where it runs.';
COMMENT ON COLUMN public.managers.pid IS 'Its process there.';
COMMENT ON COLUMN public.managers.version IS 'Of the manager.';
COMMENT ON COLUMN public.managers.capacity IS 'How many agents it may run.';
COMMENT ON COLUMN public.managers.draining IS 'It takes no more documents and is letting go of those it has.';
COMMENT ON COLUMN public.managers.heartbeat IS 'Rises while it lives. Dead is one whose counter stood still through 20 s of another''s own readings, never one whose time stamp looks old.';
COMMENT ON COLUMN public.managers.heartbeat_at IS 'When it last rose, for people and for retention.';
COMMENT ON COLUMN public.managers.started_at IS 'When this instance started.';

CREATE TABLE IF NOT EXISTS public.document_leases (
    document_id text PRIMARY KEY,
    manager_id text NOT NULL,
    instance uuid NOT NULL,
    epoch bigint NOT NULL,
    acquired_at timestamptz NOT NULL DEFAULT now(),
    released_at timestamptz
);
ALTER TABLE public.document_leases ENABLE ROW LEVEL SECURITY;

CREATE INDEX IF NOT EXISTS document_leases_held ON public.document_leases (document_id)
    INCLUDE (manager_id, instance, epoch) WHERE released_at IS NULL;

COMMENT ON TABLE public.document_leases IS 'Which manager may attach an agent to which document. Taken by attache_claim only; a row outlives its release, so that epochs never fall.';
COMMENT ON COLUMN public.document_leases.document_id IS 'The document.';
COMMENT ON COLUMN public.document_leases.manager_id IS 'Who holds it, or held it last.';
COMMENT ON COLUMN public.document_leases.instance IS 'And which run of that manager.';
COMMENT ON COLUMN public.document_leases.epoch IS 'Rises with each claim: the document refuses agents of lower epochs.';
COMMENT ON COLUMN public.document_leases.acquired_at IS 'When it was claimed.';
COMMENT ON COLUMN public.document_leases.released_at IS 'When it was given back; empty while held.';

-- One round trip, one statement to decide: two claims at once queue on the row and the second is told no.
-- Who is dead cannot be read from a time stamp, so the caller brings the instances it has watched stand still.
CREATE OR REPLACE FUNCTION public.attache_claim(
    document_id text, manager_id text, instance uuid, stored_epoch_hint bigint DEFAULT NULL, dead_instances uuid[] DEFAULT '{}')
RETURNS bigint
-- A row that somebody holds in psql keeps its own document waiting, and not the claims of others behind it.
LANGUAGE plpgsql SET search_path = '' SET lock_timeout = '2s'
AS $$
#variable_conflict use_column
DECLARE
    claimed bigint;
    -- Above this, numbers are no longer exact in JavaScript.
    hint bigint := least(coalesce(attache_claim.stored_epoch_hint, 0), 9007199254740000) + 1;
    clock bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
BEGIN
    INSERT INTO public.document_leases AS l (document_id, manager_id, instance, epoch)
    VALUES (attache_claim.document_id, attache_claim.manager_id, attache_claim.instance, greatest(clock, hint))
    ON CONFLICT (document_id) DO UPDATE
        SET manager_id = excluded.manager_id, instance = excluded.instance, acquired_at = now(), released_at = NULL,
            -- One that a hand has written there would be the last there ever is.
            epoch = greatest(CASE WHEN l.epoch < 9007199254740000 THEN l.epoch + 1 END, excluded.epoch)
        WHERE l.released_at IS NOT NULL
           OR l.manager_id = excluded.manager_id
           OR l.instance = ANY (attache_claim.dead_instances)
           OR NOT EXISTS (SELECT FROM public.managers m WHERE m.id = l.manager_id)
    RETURNING epoch INTO claimed;

    -- What an earlier holder left open would jam the unique index.
    UPDATE public.agent_connections c
    SET status = 'disconnected', disconnected_at = now(),
        error_message = coalesce(c.error_message, 'Superseded by epoch ' || claimed || ' of ' || attache_claim.manager_id)
    WHERE claimed IS NOT NULL AND c.document_id = attache_claim.document_id
      AND c.epoch < claimed AND c.disconnected_at IS NULL;
    RETURN claimed;
END
$$;
COMMENT ON FUNCTION public.attache_claim(text, text, uuid, bigint, uuid[]) IS 'Claims a document for a manager: the new epoch, or nothing while another living manager holds it. Closes the rows that lower epochs left open.';

-- Given back: another manager should hear of it now and not at its next look.
CREATE OR REPLACE TRIGGER attache_lease_released
    AFTER UPDATE ON public.document_leases
    FOR EACH ROW WHEN (OLD.released_at IS NULL AND NEW.released_at IS NOT NULL)
    EXECUTE FUNCTION public.attache_decision_changed();
CREATE OR REPLACE TRIGGER attache_lease_gone
    AFTER DELETE ON public.document_leases
    FOR EACH ROW WHEN (OLD.released_at IS NULL)
    EXECUTE FUNCTION public.attache_decision_changed();

CREATE TABLE IF NOT EXISTS public.document_memory (
    document_id text PRIMARY KEY,
    -- json, not jsonb: it is opaque, comes back as it was sent, and may hold what jsonb refuses (\u0000).
    checkpoint json NOT NULL CONSTRAINT document_memory_checkpoint_fits CHECK (octet_length(checkpoint::text) <= 65536),
    epoch bigint NOT NULL,
    life integer NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.document_memory ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.document_memory IS 'What the agent of a document must not forget: the worker''s latest checkpoint, handed to the next one.';
COMMENT ON COLUMN public.document_memory.document_id IS 'The document.';
COMMENT ON COLUMN public.document_memory.checkpoint IS 'Opaque to all but workers; 64 KiB at most.';
COMMENT ON COLUMN public.document_memory.epoch IS 'Of the worker that wrote it: a lower (epoch, life) never overwrites a higher one.';
COMMENT ON COLUMN public.document_memory.life IS 'See epoch.';
COMMENT ON COLUMN public.document_memory.updated_at IS 'When.';

CREATE TABLE IF NOT EXISTS public.document_quarantine (
    document_id text PRIMARY KEY,
    reason text NOT NULL,
    since timestamptz NOT NULL DEFAULT now(),
    lift_after timestamptz NOT NULL,
    strikes integer NOT NULL DEFAULT 1 CONSTRAINT document_quarantine_strikes_positive CHECK (strikes > 0),
    worker_version text,
    config_hash text
);
ALTER TABLE public.document_quarantine ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.document_quarantine IS 'Documents whose agent died too often. An operator lifts one by deleting its row; a new worker version or configuration does so too.';
COMMENT ON COLUMN public.document_quarantine.document_id IS 'The document.';
COMMENT ON COLUMN public.document_quarantine.reason IS 'What its agents died of.';
COMMENT ON COLUMN public.document_quarantine.since IS 'When the last strike was.';
COMMENT ON COLUMN public.document_quarantine.lift_after IS 'From then on a person''s edit lifts it.';
COMMENT ON COLUMN public.document_quarantine.strikes IS 'How often in a row; each doubles the time.';
COMMENT ON COLUMN public.document_quarantine.worker_version IS 'Of the workers that died: another version is tried at once.';
COMMENT ON COLUMN public.document_quarantine.config_hash IS 'Of the configuration they had: another one is tried at once.';

CREATE OR REPLACE TRIGGER attache_quarantine_lifted
    AFTER DELETE ON public.document_quarantine
    FOR EACH ROW EXECUTE FUNCTION public.attache_decision_changed();

CREATE TABLE IF NOT EXISTS public.agent_usage (
    document_id text NOT NULL,
    day date NOT NULL,
    calls bigint NOT NULL DEFAULT 0,
    tokens_in bigint NOT NULL DEFAULT 0,
    tokens_out bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (document_id, day)
);
ALTER TABLE public.agent_usage ENABLE ROW LEVEL SECURITY;
CREATE INDEX IF NOT EXISTS agent_usage_day ON public.agent_usage (day);

COMMENT ON TABLE public.agent_usage IS 'What the model was used for, by document and day: budgets are judged by it.';
COMMENT ON COLUMN public.agent_usage.document_id IS 'The document.';
COMMENT ON COLUMN public.agent_usage.day IS 'In UTC.';
COMMENT ON COLUMN public.agent_usage.calls IS 'Calls of the model.';
COMMENT ON COLUMN public.agent_usage.tokens_in IS 'Tokens sent.';
COMMENT ON COLUMN public.agent_usage.tokens_out IS 'Tokens received.';

CREATE TABLE IF NOT EXISTS public.agent_incidents (
    id bigserial PRIMARY KEY,
    document_id text,
    agent_id text,
    manager_id text NOT NULL,
    kind text NOT NULL CONSTRAINT agent_incidents_kind_fits CHECK (length(kind) BETWEEN 1 AND 64),
    reason text,
    exit_code integer,
    exit_signal text,
    stderr_tail text CONSTRAINT agent_incidents_stderr_fits CHECK (octet_length(stderr_tail) <= 65536),
    uptime_ms bigint,
    at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE public.agent_incidents ENABLE ROW LEVEL SECURITY;
CREATE INDEX IF NOT EXISTS agent_incidents_at ON public.agent_incidents (at DESC);
CREATE INDEX IF NOT EXISTS agent_incidents_document_at ON public.agent_incidents (document_id, at DESC);

COMMENT ON TABLE public.agent_incidents IS 'What went wrong: deaths, silences, refusals, quarantines.';
COMMENT ON COLUMN public.agent_incidents.id IS 'Order of arrival.';
COMMENT ON COLUMN public.agent_incidents.document_id IS 'The document; empty when it was no document''s.';
COMMENT ON COLUMN public.agent_incidents.agent_id IS 'The agent, if one was concerned.';
COMMENT ON COLUMN public.agent_incidents.manager_id IS 'The manager that saw it.';
COMMENT ON COLUMN public.agent_incidents.kind IS 'One word for counting.';
COMMENT ON COLUMN public.agent_incidents.reason IS 'One sentence for people.';
COMMENT ON COLUMN public.agent_incidents.exit_code IS 'Of the process, if it ended by itself.';
COMMENT ON COLUMN public.agent_incidents.exit_signal IS 'What killed it, otherwise.';
COMMENT ON COLUMN public.agent_incidents.stderr_tail IS 'Its last lines, 64 KiB at most.';
COMMENT ON COLUMN public.agent_incidents.uptime_ms IS 'How long it had lived.';
COMMENT ON COLUMN public.agent_incidents.at IS 'When.';

SELECT public.attache_applied('20261121000300', 'books', '1.0.0', ARRAY[
    'public.managers', 'public.document_leases', 'public.document_memory', 'public.document_quarantine', 'public.agent_usage',
    'public.agent_incidents', 'public.attache_claim(text,text,uuid,bigint,uuid[])', 'public.agent_incidents_document_at']);
