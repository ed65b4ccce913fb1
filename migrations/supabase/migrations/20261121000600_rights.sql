-- Who may do what. Nothing here fails where Supabase's roles or publication are missing, or where the one
-- who applies it may not make roles: it says so and goes on. Apply it again once they are there.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

-- The role of the Durable Object: it may tell, and nothing else.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'attache_object') THEN
        BEGIN
            CREATE ROLE attache_object NOLOGIN NOINHERIT;
        EXCEPTION
            WHEN insufficient_privilege THEN
                RAISE NOTICE 'Attaché: % may not create roles, so there is no attache_object for documents; have somebody who may run CREATE ROLE attache_object NOLOGIN, then apply this file again', current_user;
            WHEN duplicate_object OR unique_violation THEN NULL; -- another database of this server was faster
        END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'attache_object')
        AND EXISTS (SELECT FROM pg_roles WHERE rolname = 'authenticator')
        AND NOT pg_has_role('authenticator', 'attache_object', 'MEMBER') THEN
        BEGIN
            GRANT attache_object TO authenticator;
        EXCEPTION WHEN insufficient_privilege THEN
            RAISE NOTICE 'Attaché: % may not grant attache_object to authenticator; have somebody who may do it, or documents cannot use that role over REST', current_user;
        END;
    END IF;
END
$$;

-- Only the log of events goes over Realtime, as in the original design; its readers read document_state then.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_publication WHERE pubname = 'supabase_realtime' AND NOT puballtables)
        AND NOT EXISTS (SELECT FROM pg_publication_tables
                        WHERE pubname = 'supabase_realtime' AND schemaname = 'public' AND tablename = 'document_activity') THEN
        ALTER PUBLICATION supabase_realtime ADD TABLE public.document_activity;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'Attaché: % may not add document_activity to the publication supabase_realtime; have its owner do it, or Realtime tells nothing', current_user;
END
$$;

-- PostgREST keeps a list of what there is; without it there is nobody to hear this.
NOTIFY pgrst, 'reload schema';

DO $$
DECLARE
    tables text[] := ARRAY['agent_connections', 'agent_metrics', 'agent_metrics_hourly', 'document_activity', 'document_state',
        'document_overrides', 'document_positions', 'document_leases', 'document_memory', 'document_quarantine',
        'document_quarantine_lifted', 'managers', 'agent_usage',
        'agent_incidents', 'attache_schema', 'attache_retention'];
    views text[] := ARRAY['documents_in_use', 'overrides_in_force', 'attache_positions', 'attache_agents', 'attache_waiting', 'attache_managers',
        'attache_incidents', 'attache_usage', 'attache_metrics_by_hour'];
    sequences text[] := ARRAY['agent_metrics_id_seq', 'document_activity_id_seq', 'agent_incidents_id_seq'];
    functions text[] := ARRAY['get_agent_system_stats()', 'increment_agent_metric(text, text)', 'get_manager_active_agents(text)',
        'document_seen(text, bigint, integer, bigint)', 'document_switch(text, bigint, boolean)',
        'document_standing(text)', 'attache_claim(text, text, uuid, bigint, uuid[])', 'attache_retain(integer)', 'attache_retain_metrics(integer)',
        'attache_applied(text, text, text, text[])', 'attache_activity_inserted()', 'attache_decision_changed()', 'attache_believed_seq(bigint)',
        'attache_name_refused()', 'attache_quarantine_left()'];
    -- Reads that migrations/optional gave stay given.
    nobody text[] := ARRAY['anon'] || CASE WHEN EXISTS (
        SELECT FROM public.attache_schema WHERE version = 'optional/authenticated_reads') THEN '{}' ELSE ARRAY['authenticated'] END;
    relation text;
    routine text;
    grantee text;
BEGIN
    -- Supabase hands new tables to everybody by default; PostgreSQL does so with functions.
    FOR grantee IN SELECT 'PUBLIC' UNION ALL SELECT quote_ident(rolname) FROM pg_roles WHERE rolname = ANY (nobody || ARRAY['attache_object']) LOOP
        FOREACH relation IN ARRAY tables || views LOOP
            EXECUTE format('REVOKE ALL ON TABLE public.%I FROM %s', relation, grantee);
        END LOOP;
        FOREACH relation IN ARRAY sequences LOOP
            EXECUTE format('REVOKE ALL ON SEQUENCE public.%I FROM %s', relation, grantee);
        END LOOP;
        FOREACH routine IN ARRAY functions LOOP
            EXECUTE format('REVOKE ALL ON FUNCTION public.%s FROM %s', routine, grantee);
        END LOOP;
    END LOOP;

    -- Views must not lend the rights of their owner. PostgreSQL 14 cannot say so; there nobody else is granted them.
    IF current_setting('server_version_num')::integer >= 150000 THEN
        FOREACH relation IN ARRAY views LOOP
            EXECUTE format('ALTER VIEW public.%I SET (security_invoker = true)', relation);
        END LOOP;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'service_role') THEN
        GRANT USAGE ON SCHEMA public TO service_role;
        FOREACH relation IN ARRAY tables || views LOOP
            EXECUTE format('GRANT ALL ON TABLE public.%I TO service_role', relation);
        END LOOP;
        FOREACH relation IN ARRAY tables LOOP
            EXECUTE format('DROP POLICY IF EXISTS attache_service ON public.%I', relation);
            EXECUTE format('CREATE POLICY attache_service ON public.%I TO service_role USING (true) WITH CHECK (true)', relation);
        END LOOP;
        FOREACH relation IN ARRAY sequences LOOP
            EXECUTE format('GRANT ALL ON SEQUENCE public.%I TO service_role', relation);
        END LOOP;
        FOREACH routine IN ARRAY functions LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION public.%s TO service_role', routine);
        END LOOP;
    END IF;

    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'attache_object') THEN
        GRANT USAGE ON SCHEMA public TO attache_object;
        GRANT INSERT ON TABLE public.document_activity TO attache_object;
        -- ON CONFLICT (event_id) reads that column, so it needs the right and a policy that lets it see.
        GRANT SELECT (event_id) ON TABLE public.document_activity TO attache_object;
        GRANT USAGE ON SEQUENCE public.document_activity_id_seq TO attache_object;
        GRANT EXECUTE ON FUNCTION public.document_seen(text, bigint, integer, bigint) TO attache_object;
        GRANT EXECUTE ON FUNCTION public.document_switch(text, bigint, boolean) TO attache_object;
        GRANT EXECUTE ON FUNCTION public.document_standing(text) TO attache_object;
        DROP POLICY IF EXISTS attache_object_tells ON public.document_activity;
        CREATE POLICY attache_object_tells ON public.document_activity FOR INSERT TO attache_object WITH CHECK (true);
        DROP POLICY IF EXISTS attache_object_knows_its_events ON public.document_activity;
        CREATE POLICY attache_object_knows_its_events ON public.document_activity FOR SELECT TO attache_object USING (true);
    END IF;

    -- In here, so that it is noted only when all of the above was done.
    PERFORM public.attache_applied('20261121000600', 'rights', '1.0.0', '{}');
END
$$;
