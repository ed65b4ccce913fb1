-- A quarantine is a row that is deleted when it ends. How often a document has been there outlives it, and the manager
-- that saw it: one whose agent goes on dying rests longer each time.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

CREATE TABLE IF NOT EXISTS public.document_quarantine_lifted (
    document_id text PRIMARY KEY,
    strikes integer NOT NULL CONSTRAINT document_quarantine_lifted_strikes_positive CHECK (strikes > 0),
    lifted_at timestamptz NOT NULL DEFAULT now(),
    worker_version text,
    config_hash text
);
ALTER TABLE public.document_quarantine_lifted ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.document_quarantine_lifted IS 'How often a document had been in quarantine when it was last let out. Counts for QUARANTINE_MOST; deleting a row forgives it.';
COMMENT ON COLUMN public.document_quarantine_lifted.document_id IS 'The document.';
COMMENT ON COLUMN public.document_quarantine_lifted.strikes IS 'How often in a row.';
COMMENT ON COLUMN public.document_quarantine_lifted.lifted_at IS 'When an edit, or an operator, let it out.';
COMMENT ON COLUMN public.document_quarantine_lifted.worker_version IS 'Of the workers that died: another version begins anew.';
COMMENT ON COLUMN public.document_quarantine_lifted.config_hash IS 'Of the configuration they had: another one begins anew.';

-- By a trigger, so that it does not matter who lifts: a manager, an older one, or an operator with psql.
CREATE OR REPLACE FUNCTION public.attache_quarantine_left()
RETURNS trigger
LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    INSERT INTO public.document_quarantine_lifted AS l (document_id, strikes, worker_version, config_hash)
    VALUES (OLD.document_id, OLD.strikes, OLD.worker_version, OLD.config_hash)
    ON CONFLICT (document_id) DO UPDATE SET strikes = excluded.strikes, lifted_at = excluded.lifted_at,
        worker_version = excluded.worker_version, config_hash = excluded.config_hash;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION public.attache_quarantine_left() IS 'Remembers of a quarantine that it was.';

CREATE OR REPLACE TRIGGER attache_quarantine_left
    AFTER DELETE ON public.document_quarantine
    FOR EACH ROW EXECUTE FUNCTION public.attache_quarantine_left();

SELECT public.attache_applied('20261121000310', 'lifted_quarantines', '1.0.0', ARRAY[
    'public.document_quarantine_lifted', 'public.attache_quarantine_left()']);
