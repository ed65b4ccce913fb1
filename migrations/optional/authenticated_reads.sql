-- Optional: lets signed-in users of Supabase (role authenticated) read the books, to build a page of their own on them.
-- Not the checkpoints, which hold text of documents, nor the error output of workers. Apply it after the others:
--   psql -1 -v ON_ERROR_STOP=1 -f migrations/optional/authenticated_reads.sql "$DATABASE_URL"

DO $$
DECLARE
    relation text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticated') THEN
        RAISE EXCEPTION 'Attaché: this database has no role authenticated to give reads to'
            USING HINT = 'This file is for Supabase; elsewhere grant SELECT to roles of your own.';
    END IF;
    FOREACH relation IN ARRAY ARRAY['agent_connections', 'agent_metrics', 'agent_metrics_hourly', 'document_activity', 'document_state',
        'document_overrides', 'document_positions', 'document_leases', 'document_quarantine', 'document_quarantine_lifted', 'managers', 'agent_usage'] LOOP
        EXECUTE format('GRANT SELECT ON TABLE public.%I TO authenticated', relation);
        EXECUTE format('DROP POLICY IF EXISTS attache_reads ON public.%I', relation);
        EXECUTE format('CREATE POLICY attache_reads ON public.%I FOR SELECT TO authenticated USING (true)', relation);
    END LOOP;
    GRANT EXECUTE ON FUNCTION public.get_agent_system_stats() TO authenticated;
    GRANT EXECUTE ON FUNCTION public.get_manager_active_agents(text) TO authenticated;
    -- On PostgreSQL 14 a view would lend its owner's rights.
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOREACH relation IN ARRAY ARRAY['documents_in_use', 'overrides_in_force', 'attache_positions', 'attache_agents', 'attache_waiting', 'attache_managers',
            'attache_usage', 'attache_metrics_by_hour'] LOOP
            EXECUTE format('GRANT SELECT ON TABLE public.%I TO authenticated', relation);
        END LOOP;
    END IF;
END
$$;

-- Remembered, so that applying the rights again does not take them away. The version is no time stamp: managers do not look for it.
INSERT INTO public.attache_schema (version, name, oldest_manager)
VALUES ('optional/authenticated_reads', 'authenticated_reads', '1.0.0')
ON CONFLICT (version) DO NOTHING;
