-- What a page says to people who have no agent: where their document stands, or what keeps an agent away.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

-- Written anew by every manager while documents wait; a row that is not renewed is worth nothing after a while.
CREATE TABLE IF NOT EXISTS public.document_positions (
    manager_id text NOT NULL,
    document_id text NOT NULL CONSTRAINT document_positions_name_fits CHECK (octet_length(document_id) BETWEEN 1 AND 1024),
    position integer NOT NULL CONSTRAINT document_positions_from_one CHECK (position > 0),
    told_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, manager_id)
) WITH (fillfactor = 50);
ALTER TABLE public.document_positions ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.document_positions IS 'Who waits where, in the list of each manager; the first 200 of it.';
COMMENT ON COLUMN public.document_positions.manager_id IS 'Whose list.';
COMMENT ON COLUMN public.document_positions.document_id IS 'The document.';
COMMENT ON COLUMN public.document_positions.position IS '1 is next.';
COMMENT ON COLUMN public.document_positions.told_at IS 'Renewed every 30 s; older than 90 s it is not believed.';

CREATE OR REPLACE VIEW public.attache_positions AS
SELECT p.document_id, min(p.position) AS position
FROM public.document_positions p
WHERE p.told_at > now() - interval '90 seconds'
GROUP BY p.document_id;
COMMENT ON VIEW public.attache_positions IS 'The best position a document has, of all managers.';

CREATE OR REPLACE FUNCTION public.document_standing(document_id text)
RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
AS $$
    SELECT jsonb_strip_nulls(jsonb_build_object(
        'position', (SELECT p.position FROM public.attache_positions p WHERE p.document_id = document_standing.document_id),
        'kept_away_by', coalesce(
            (SELECT o.kind FROM public.document_overrides o
             WHERE o.document_id = document_standing.document_id AND o.kind IN ('ban', 'pause')
               AND o.in_force AND (o.until IS NULL OR o.until > now())
             ORDER BY o.kind LIMIT 1),
            (SELECT 'quarantine' FROM public.document_quarantine q WHERE q.document_id = document_standing.document_id))))
$$;
COMMENT ON FUNCTION public.document_standing(text) IS 'For the object of a document without an agent: its position in the waiting list, and whether ban, pause or quarantine keeps one away. Why in words is for operators only.';

SELECT public.attache_applied('20261121000320', 'document_standing', '1.0.0', ARRAY[
    'public.document_positions', 'public.attache_positions', 'public.document_standing(text)']);
