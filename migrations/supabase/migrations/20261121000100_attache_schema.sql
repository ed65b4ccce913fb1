-- Which files this database has seen. Each file notes itself, so that it does not matter whether
-- `attache migrate`, `supabase db push` or `psql -f` brought it.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

CREATE TABLE IF NOT EXISTS public.attache_schema (
    version text PRIMARY KEY,
    name text NOT NULL,
    oldest_manager text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    applied_by text NOT NULL DEFAULT current_user
);
ALTER TABLE public.attache_schema ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.attache_schema IS 'Which of Attaché''s SQL files this database has, and the oldest manager that can still work with it.';
COMMENT ON COLUMN public.attache_schema.version IS 'Timestamp at the front of the file''s name; an optional file has its name instead.';
COMMENT ON COLUMN public.attache_schema.name IS 'The rest of the file''s name.';
COMMENT ON COLUMN public.attache_schema.oldest_manager IS 'Managers older than this version must not work with a schema that has this file.';
COMMENT ON COLUMN public.attache_schema.applied_at IS 'When the file was first applied.';
COMMENT ON COLUMN public.attache_schema.applied_by IS 'The role that applied it, and owns what it made.';

-- psql without ON_ERROR_STOP runs on after an error: a file counts as applied only when what it should
-- have made is there, or else `attache migrate` would never mend it.
CREATE OR REPLACE FUNCTION public.attache_applied(version text, name text, oldest_manager text, made text[])
RETURNS text
LANGUAGE plpgsql SET search_path = ''
AS $$
DECLARE
    missing text;
BEGIN
    SELECT string_agg(m, ', ') INTO missing
    FROM unnest(made) AS m
    WHERE CASE WHEN m LIKE '%(%' THEN to_regprocedure(m)::oid ELSE to_regclass(m)::oid END IS NULL;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'Attaché: %_% did not make %', version, name, missing
            USING HINT = 'An error further up says why. Apply the files in the order of their names, each in one transaction: psql -1 -v ON_ERROR_STOP=1 -f …';
    END IF;
    INSERT INTO public.attache_schema AS s (version, name, oldest_manager)
    VALUES (attache_applied.version, attache_applied.name, attache_applied.oldest_manager)
    ON CONFLICT ON CONSTRAINT attache_schema_pkey DO NOTHING;
    RETURN version || '_' || name || ' is in place';
END
$$;
COMMENT ON FUNCTION public.attache_applied(text, text, text, text[]) IS 'The last statement of each of Attaché''s SQL files: notes it as applied if what it should have made is there.';

SELECT public.attache_applied('20251113000000', 'agent_connections', '1.0.0', ARRAY[
    'public.agent_connections', 'public.document_activity', 'public.agent_metrics', 'public.idx_unique_active_document']);
SELECT public.attache_applied('20261121000100', 'attache_schema', '1.0.0', ARRAY['public.attache_schema']);
