-- From the log of events to one row a document: which documents are in use, and what people have decided
-- about their agents. Events are hints that may come late, twice or not at all; this table is the truth.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

ALTER TABLE public.document_activity
    ADD COLUMN IF NOT EXISTS event_id uuid NOT NULL DEFAULT gen_random_uuid(),
    ADD COLUMN IF NOT EXISTS seq bigint;

-- Not validated, so that a long log that is already there is neither read nor refused.
ALTER TABLE public.document_activity
    DROP CONSTRAINT IF EXISTS document_activity_name_fits,
    DROP CONSTRAINT IF EXISTS document_activity_user_count_not_negative,
    ADD CONSTRAINT document_activity_name_fits CHECK (octet_length(document_id) BETWEEN 1 AND 1024) NOT VALID,
    ADD CONSTRAINT document_activity_user_count_not_negative CHECK (user_count >= 0) NOT VALID;

CREATE UNIQUE INDEX IF NOT EXISTS document_activity_event_id_key ON public.document_activity (event_id);

COMMENT ON TABLE public.document_activity IS 'The log of what documents said: people came, left, all were gone. document_state is what follows from it.';
COMMENT ON COLUMN public.document_activity.id IS 'Order of arrival, not of commit: never read on from the highest id seen.';
COMMENT ON COLUMN public.document_activity.document_id IS 'The document, exactly as in its address once decoded.';
COMMENT ON COLUMN public.document_activity.event_type IS 'active: somebody is there; user_joined, user_left: the number changed; idle: all are gone and the grace is over.';
COMMENT ON COLUMN public.document_activity.user_count IS 'People connected after the event. Agents are not people.';
COMMENT ON COLUMN public.document_activity."timestamp" IS 'When the event happened; the database''s clock unless the sender says otherwise.';
COMMENT ON COLUMN public.document_activity.metadata IS 'Whatever the sender wants to keep beside the event.';
COMMENT ON COLUMN public.document_activity.event_id IS 'Made by the sender, so that a retry of the same event is ignored.';
COMMENT ON COLUMN public.document_activity.seq IS 'Rises with each event of one document, by the sender''s clock in ms; empty for rows made by hand, which always count, as does a seq that is far ahead of the database''s clock.';

CREATE TABLE IF NOT EXISTS public.document_state (
    -- 256 characters of four bytes: the most a valid name can take, and well below what an index holds.
    document_id text PRIMARY KEY CONSTRAINT document_state_name_fits CHECK (octet_length(document_id) BETWEEN 1 AND 1024),
    user_count integer NOT NULL DEFAULT 0 CONSTRAINT document_state_user_count_not_negative CHECK (user_count >= 0),
    in_use boolean NOT NULL DEFAULT false,
    last_event text,
    last_event_at timestamptz,
    last_seq bigint,
    expects_signs boolean NOT NULL DEFAULT false,
    last_sign timestamptz NOT NULL DEFAULT now(),
    last_edit timestamptz,
    last_activity timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (
    fillfactor = 70,
    -- Signs come every minute: keep the index of documents in use, and what it may skip in the table, fresh.
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 200,
    autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_insert_threshold = 200
);
ALTER TABLE public.document_state ENABLE ROW LEVEL SECURITY;

-- Holds only documents in use and all that a manager reads of them, so that the question costs the same
-- whether the table has a thousand rows or ten million.
CREATE INDEX IF NOT EXISTS document_state_in_use ON public.document_state (document_id)
    INCLUDE (user_count, expects_signs, last_activity, last_edit, last_sign) WHERE in_use;
CREATE INDEX IF NOT EXISTS document_state_not_in_use ON public.document_state (updated_at) WHERE NOT in_use;

COMMENT ON TABLE public.document_state IS 'One row a document: whether it is in use, and since when what happened. Kept by a trigger on document_activity and by document_seen.';
COMMENT ON COLUMN public.document_state.document_id IS 'The document.';
COMMENT ON COLUMN public.document_state.user_count IS 'People connected, as last told.';
COMMENT ON COLUMN public.document_state.in_use IS 'Whether it wants an agent: true from active until idle.';
COMMENT ON COLUMN public.document_state.last_event IS 'Type of the last event that counted; empty when only signs were heard.';
COMMENT ON COLUMN public.document_state.last_event_at IS 'When that event happened, never later than it arrived.';
COMMENT ON COLUMN public.document_state.last_seq IS 'Highest seq believed; what comes later with a lower one changes nothing.';
COMMENT ON COLUMN public.document_state.expects_signs IS 'True when the document''s object spoke last, and so must go on giving signs; false after a row made by hand, which holds until idle.';
COMMENT ON COLUMN public.document_state.last_sign IS 'When the document last said anything at all.';
COMMENT ON COLUMN public.document_state.last_edit IS 'When a person last edited, as far as told.';
COMMENT ON COLUMN public.document_state.last_activity IS 'When a person last joined or edited: the order in which documents deserve an agent. An open tab is no activity.';
COMMENT ON COLUMN public.document_state.updated_at IS 'When this row last changed.';

-- An object counts on from its clock in ms. What is ahead of the database's by more than clocks differ is no such number, and
-- believed it would make its document deaf to all that comes after: it counts in the order of arrival, like a row made by hand.
CREATE OR REPLACE FUNCTION public.attache_believed_seq(seq bigint)
RETURNS bigint
LANGUAGE sql STABLE SET search_path = ''
AS $$ SELECT CASE WHEN attache_believed_seq.seq <= extract(epoch FROM now()) * 1000 + 300000 THEN attache_believed_seq.seq END $$;
COMMENT ON FUNCTION public.attache_believed_seq(bigint) IS 'The seq, or nothing when it is more than five minutes ahead of the database''s clock.';

-- One call for each INSERT statement, however many rows it has.
CREATE OR REPLACE FUNCTION public.attache_activity_inserted()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    -- Makes the rows that are not there and locks those that are: WHERE false changes nothing, but holds the row, which
    -- DO NOTHING would leave to be deleted. In the order of the names, so that two statements never wait in a circle.
    INSERT INTO public.document_state (document_id)
    SELECT DISTINCT n.document_id FROM new_activity n ORDER BY n.document_id
    ON CONFLICT (document_id) DO UPDATE SET updated_at = excluded.updated_at WHERE false;

    -- The rows are locked before they are compared: a seq read earlier could be outdone meanwhile.
    WITH in_order AS (
        SELECT n.*, public.attache_believed_seq(n.seq) AS believed, public.attache_believed_seq(s.last_seq) AS last_believed
        FROM new_activity n JOIN public.document_state s USING (document_id)
    ), with_the_one_before AS (
        SELECT i.*,
               max(i.believed) OVER (PARTITION BY i.document_id ORDER BY i.id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS seq_before
        FROM in_order i
    ), counting AS (
        SELECT o.*,
               -- Whoever tells may write any time: from an infinite one no age can be taken.
               least(greatest(o."timestamp", timestamptz 'epoch'), now()) AS happened,
               o.event_type IN ('active', 'user_joined') AS fresh,
               -- Who leaves last leaves the document in use: the grace is the object's, and ends with idle.
               o.event_type <> 'user_left' OR o.user_count > 0 AS decisive
        FROM with_the_one_before o
        WHERE o.believed IS NULL OR o.believed >= coalesce(greatest(o.last_believed, o.seq_before), o.believed)
    ), folded AS (
        SELECT c.document_id,
               (array_agg(c.user_count ORDER BY c.id DESC))[1] AS user_count,
               (array_agg(c.event_type <> 'idle' ORDER BY c.id DESC) FILTER (WHERE c.decisive))[1] AS in_use,
               (array_agg(c.event_type ORDER BY c.id DESC))[1] AS last_event,
               (array_agg(c.happened ORDER BY c.id DESC))[1] AS last_event_at,
               (array_agg(c.seq IS NOT NULL ORDER BY c.id DESC))[1] AS expects_signs,
               max(c.believed) AS last_seq,
               max(c.happened) FILTER (WHERE c.fresh) AS last_joined
        FROM counting c
        GROUP BY c.document_id
    )
    UPDATE public.document_state s
    SET user_count = f.user_count,
        in_use = coalesce(f.in_use, s.in_use),
        last_event = f.last_event,
        last_event_at = f.last_event_at,
        last_seq = greatest(public.attache_believed_seq(s.last_seq), f.last_seq),
        expects_signs = f.expects_signs,
        last_sign = now(),
        -- The first event of a document makes its row, with an activity of now that nobody has shown yet.
        last_activity = CASE WHEN s.last_event IS NULL AND s.last_seq IS NULL
                             THEN coalesce(f.last_joined, f.last_event_at)
                             ELSE greatest(s.last_activity, f.last_joined) END,
        updated_at = now()
    FROM folded f
    WHERE s.document_id = f.document_id;

    IF FOUND THEN
        PERFORM pg_notify('attache_activity', '');
    END IF;
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION public.attache_activity_inserted() IS 'Folds the rows of one INSERT into document_state and says so once on the channel attache_activity.';

CREATE OR REPLACE TRIGGER attache_activity_inserted
    AFTER INSERT ON public.document_activity
    REFERENCING NEW TABLE AS new_activity
    FOR EACH STATEMENT EXECUTE FUNCTION public.attache_activity_inserted();

-- "At most once a minute while people edit, every five minutes while in use": never a row in the log.
CREATE OR REPLACE FUNCTION public.document_seen(document_id text, seq bigint, user_count integer, edited_ms_ago bigint DEFAULT NULL)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
DECLARE
    before public.document_state;
    edited timestamptz := CASE WHEN document_seen.edited_ms_ago IS NOT NULL
        THEN now() - make_interval(secs => least(greatest(document_seen.edited_ms_ago, 0), 315360000000) / 1000.0) END;
    used boolean := document_seen.user_count > 0;
    believed bigint := public.attache_believed_seq(document_seen.seq);
BEGIN
    INSERT INTO public.document_state AS s (document_id, user_count, in_use, last_seq, expects_signs, last_edit, last_activity)
    VALUES (document_seen.document_id, coalesce(document_seen.user_count, 0), coalesce(used, false), believed,
            document_seen.seq IS NOT NULL, edited, coalesce(edited, now()))
    ON CONFLICT (document_id) DO UPDATE SET updated_at = excluded.updated_at WHERE false;
    IF FOUND THEN
        IF used THEN
            PERFORM pg_notify('attache_activity', '');
        END IF;
        RETURN true;
    END IF;

    SELECT * INTO before FROM public.document_state s WHERE s.document_id = document_seen.document_id;
    IF believed < public.attache_believed_seq(before.last_seq) THEN
        RETURN false;
    END IF;
    UPDATE public.document_state s
    SET user_count = coalesce(document_seen.user_count, s.user_count),
        in_use = coalesce(used, s.in_use),
        last_seq = greatest(public.attache_believed_seq(s.last_seq), believed),
        expects_signs = document_seen.seq IS NOT NULL,
        last_sign = now(),
        last_edit = greatest(s.last_edit, edited),
        -- Somebody came unheard when it was not in use before: that is an activity, of now for want of better.
        last_activity = greatest(s.last_activity, edited, CASE WHEN used AND NOT s.in_use THEN coalesce(edited, now()) END),
        updated_at = now()
    WHERE s.document_id = document_seen.document_id;

    IF used IS DISTINCT FROM before.in_use AND used IS NOT NULL
        OR document_seen.user_count IS DISTINCT FROM before.user_count AND document_seen.user_count IS NOT NULL
        -- The same edit told again differs by the time that the call was under way.
        OR edited > before.last_edit + interval '1 second' OR edited IS NOT NULL AND before.last_edit IS NULL
        OR NOT before.expects_signs AND document_seen.seq IS NOT NULL THEN
        PERFORM pg_notify('attache_activity', '');
    END IF;
    RETURN true;
END
$$;
COMMENT ON FUNCTION public.document_seen(text, bigint, integer, bigint) IS 'A sign of life of a document, for its object: refreshes or repairs its state, and is ignored (false) when a higher seq is known.';

CREATE TABLE IF NOT EXISTS public.document_overrides (
    document_id text NOT NULL CONSTRAINT document_overrides_name_fits CHECK (octet_length(document_id) BETWEEN 1 AND 1024),
    kind text NOT NULL CONSTRAINT document_overrides_kind CHECK (kind IN ('pin', 'ban', 'pause', 'off')),
    in_force boolean NOT NULL DEFAULT true,
    reason text,
    until timestamptz,
    seq bigint,
    set_by text NOT NULL DEFAULT current_user,
    set_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (document_id, kind)
);
ALTER TABLE public.document_overrides ENABLE ROW LEVEL SECURITY;

COMMENT ON TABLE public.document_overrides IS 'What people decided about a document''s agent, stronger than activity. A manager minds rows in force whose time is not over.';
COMMENT ON COLUMN public.document_overrides.document_id IS 'The document.';
COMMENT ON COLUMN public.document_overrides.kind IS 'pin: always an agent; ban: never one; pause: none for now (these by operators); off: switched off on the page.';
COMMENT ON COLUMN public.document_overrides.in_force IS 'False once taken back; the row stays so that a late, lower seq of the page''s switch finds it.';
COMMENT ON COLUMN public.document_overrides.reason IS 'Why, for whoever asks later.';
COMMENT ON COLUMN public.document_overrides.until IS 'When it ends by itself; empty: when taken back.';
COMMENT ON COLUMN public.document_overrides.seq IS 'For kind off: seq of the switch, so that the latest wins.';
COMMENT ON COLUMN public.document_overrides.set_by IS 'Who decided: an operator, a role, or page.';
COMMENT ON COLUMN public.document_overrides.set_at IS 'When.';

CREATE OR REPLACE FUNCTION public.document_switch(document_id text, seq bigint, "off" boolean)
RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
#variable_conflict use_column
BEGIN
    INSERT INTO public.document_overrides AS o (document_id, kind, in_force, seq, set_by)
    VALUES (document_switch.document_id, 'off', document_switch."off", public.attache_believed_seq(document_switch.seq), 'page')
    ON CONFLICT (document_id, kind) DO UPDATE
        SET in_force = excluded.in_force, seq = excluded.seq, set_by = excluded.set_by, set_at = now(), until = NULL, reason = NULL
        WHERE excluded.seq IS NULL OR excluded.seq >= coalesce(public.attache_believed_seq(o.seq), excluded.seq);
    RETURN FOUND;
END
$$;
COMMENT ON FUNCTION public.document_switch(text, bigint, boolean) IS 'The page''s switch of the agent, for the document''s object: kept as an override, ignored (false) when a higher seq is known.';

CREATE OR REPLACE FUNCTION public.attache_decision_changed()
RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ''
AS $$
BEGIN
    PERFORM pg_notify('attache_activity', '');
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION public.attache_decision_changed() IS 'Says on the channel attache_activity that something managers decide on has changed.';

CREATE OR REPLACE TRIGGER attache_override_set
    AFTER INSERT ON public.document_overrides
    FOR EACH ROW WHEN (NEW.in_force) EXECUTE FUNCTION public.attache_decision_changed();
CREATE OR REPLACE TRIGGER attache_override_changed
    AFTER UPDATE ON public.document_overrides
    FOR EACH ROW WHEN ((OLD.in_force, OLD.until) IS DISTINCT FROM (NEW.in_force, NEW.until))
    EXECUTE FUNCTION public.attache_decision_changed();
CREATE OR REPLACE TRIGGER attache_override_gone
    AFTER DELETE ON public.document_overrides
    FOR EACH ROW WHEN (OLD.in_force) EXECUTE FUNCTION public.attache_decision_changed();

-- Every way of naming a document ends in one of these tables. Their checks have only a name to answer with.
CREATE OR REPLACE FUNCTION public.attache_name_refused()
RETURNS trigger
LANGUAGE plpgsql SET search_path = ''
AS $$
BEGIN
    RAISE EXCEPTION 'a document''s name must not be . or .., which no URL can carry' USING ERRCODE = 'check_violation';
END
$$;
COMMENT ON FUNCTION public.attache_name_refused() IS 'Refuses the two names that every URL parser takes out of a path.';

CREATE OR REPLACE TRIGGER document_state_name_refused
    BEFORE INSERT ON public.document_state
    FOR EACH ROW WHEN (NEW.document_id IN ('.', '..')) EXECUTE FUNCTION public.attache_name_refused();
CREATE OR REPLACE TRIGGER document_overrides_name_refused
    BEFORE INSERT ON public.document_overrides
    FOR EACH ROW WHEN (NEW.document_id IN ('.', '..')) EXECUTE FUNCTION public.attache_name_refused();

-- Ages, because the clock of the database and those of managers are never compared. Infinite times, which somebody may have
-- written by hand, are brought in: one row without an age would be an error for whoever reads the others.
CREATE OR REPLACE VIEW public.documents_in_use AS
SELECT s.document_id,
       s.user_count,
       s.expects_signs,
       (extract(epoch FROM now() - least(greatest(s.last_activity, timestamptz 'epoch'), now())) * 1000)::bigint AS activity_age_ms,
       CASE WHEN s.last_edit IS NOT NULL THEN (extract(epoch FROM now() - least(greatest(s.last_edit, timestamptz 'epoch'), now())) * 1000)::bigint END AS edit_age_ms,
       (extract(epoch FROM now() - least(greatest(s.last_sign, timestamptz 'epoch'), now())) * 1000)::bigint AS sign_age_ms
FROM public.document_state s
WHERE s.in_use;
COMMENT ON VIEW public.documents_in_use IS 'The documents that people are in. One that expects signs and has given none for 15 minutes is no longer in use: the manager judges, since it knows when the database was away.';

CREATE OR REPLACE VIEW public.overrides_in_force AS
SELECT o.document_id,
       o.kind,
       o.reason,
       o.set_by,
       (extract(epoch FROM now() - least(greatest(o.set_at, timestamptz 'epoch'), now())) * 1000)::bigint AS age_ms,
       CASE WHEN o.until = 'infinity' THEN NULL ELSE (extract(epoch FROM o.until - now()) * 1000)::bigint END AS remaining_ms
FROM public.document_overrides o
WHERE o.in_force AND (o.until IS NULL OR o.until > now());
COMMENT ON VIEW public.overrides_in_force IS 'What people decided and still holds; remaining_ms is empty when it holds until taken back.';

SELECT public.attache_applied('20261121000200', 'document_state', '1.0.0', ARRAY[
    'public.document_state', 'public.document_state_in_use', 'public.document_activity_event_id_key', 'public.document_overrides',
    'public.attache_believed_seq(bigint)', 'public.attache_activity_inserted()', 'public.document_seen(text,bigint,integer,bigint)', 'public.document_switch(text,bigint,boolean)',
    'public.attache_decision_changed()', 'public.attache_name_refused()', 'public.documents_in_use', 'public.overrides_in_force']);
