-- What an operator asks in psql, as views that read like sentences. Ages are intervals, for people.

DO $$ BEGIN PERFORM pg_advisory_xact_lock(2620251113); END $$;

CREATE OR REPLACE VIEW public.attache_agents AS
SELECT c.document_id, c.agent_id, c.status,
       date_trunc('second', now() - c.last_activity_at) AS last_activity,
       date_trunc('second', now() - c.connected_at) AS attached_for,
       c.manager_id, c.manager_host, c.agent_pid, c.worker_version, c.epoch, c.life,
       c.llm_calls_count, c.locations_marked_count,
       coalesce(m.memory_mb, c.memory_mb) AS memory_mb,
       coalesce(m.cpu_percent, c.cpu_percent) AS cpu_percent,
       m.websocket_latency_ms, m.llm_response_time_ms,
       date_trunc('second', now() - m.recorded_at) AS measured,
       c.error_message
FROM public.agent_connections c
LEFT JOIN LATERAL (
    SELECT * FROM public.agent_metrics m WHERE m.agent_connection_id = c.id ORDER BY m.recorded_at DESC LIMIT 1
) m ON true
WHERE c.disconnected_at IS NULL;
COMMENT ON VIEW public.attache_agents IS 'Agents that live: since when nothing happened there, and what they measured last.';

-- Why, in the order in which one reason outdoes the next. More about one document: attache why DOCUMENT.
CREATE OR REPLACE VIEW public.attache_waiting AS
SELECT s.document_id, s.user_count,
       date_trunc('second', now() - s.last_activity) AS last_activity,
       CASE
           WHEN s.document_id ~ '[\u0001-\u001f\u007f-\u009f]' THEN 'no manager takes it: its name contains control characters'
           WHEN length(s.document_id) > 256 THEN 'no manager takes it: its name has more than 256 characters'
           WHEN ban.kind IS NOT NULL THEN concat_ws(': ', 'banned by ' || ban.set_by, ban.reason)
           WHEN pause.kind IS NOT NULL THEN concat_ws(': ', 'paused by ' || pause.set_by, pause.reason)
           WHEN sw.kind IS NOT NULL THEN 'switched off on the page'
           WHEN q.document_id IS NOT NULL THEN 'quarantined: ' || q.reason
           WHEN s.expects_signs AND s.last_sign < now() - interval '15 minutes' THEN 'no sign of it for 15 minutes'
           WHEN l.document_id IS NOT NULL THEN 'claimed by ' || l.manager_id || ', no agent attached yet'
           ELSE 'waiting for a manager with a free place'
       END AS why,
       p.position
FROM public.document_state s
LEFT JOIN public.attache_positions p ON p.document_id = s.document_id
LEFT JOIN public.document_overrides ban ON ban.document_id = s.document_id AND ban.kind = 'ban'
    AND ban.in_force AND (ban.until IS NULL OR ban.until > now())
LEFT JOIN public.document_overrides pause ON pause.document_id = s.document_id AND pause.kind = 'pause'
    AND pause.in_force AND (pause.until IS NULL OR pause.until > now())
LEFT JOIN public.document_overrides sw ON sw.document_id = s.document_id AND sw.kind = 'off'
    AND sw.in_force AND (sw.until IS NULL OR sw.until > now())
LEFT JOIN public.document_quarantine q ON q.document_id = s.document_id
LEFT JOIN public.document_leases l ON l.document_id = s.document_id AND l.released_at IS NULL
WHERE s.in_use
  AND NOT EXISTS (
      SELECT FROM public.agent_connections c
      WHERE c.document_id = s.document_id AND c.status IN ('connecting', 'active'));
COMMENT ON VIEW public.attache_waiting IS 'Documents in use that have no agent, and why, as far as the database knows.';

CREATE OR REPLACE VIEW public.attache_managers AS
SELECT m.id, m.host, m.pid, m.version, m.capacity, coalesce(l.documents, 0) AS documents, m.draining,
       date_trunc('second', now() - m.started_at) AS up_for,
       date_trunc('second', now() - m.heartbeat_at) AS last_beat
FROM public.managers m
LEFT JOIN (
    SELECT manager_id, count(*) AS documents FROM public.document_leases WHERE released_at IS NULL GROUP BY manager_id
) l ON l.manager_id = m.id;
COMMENT ON VIEW public.attache_managers IS 'Managers: how many documents they hold, and when they last beat.';

CREATE OR REPLACE VIEW public.attache_incidents AS
SELECT date_trunc('second', now() - i.at) AS ago, i.document_id, i.kind, i.reason,
       coalesce('signal ' || i.exit_signal, 'code ' || i.exit_code) AS exit,
       date_trunc('second', make_interval(secs => i.uptime_ms / 1000.0)) AS lived,
       i.agent_id, i.manager_id, i.stderr_tail
FROM public.agent_incidents i
ORDER BY i.at DESC;
COMMENT ON VIEW public.attache_incidents IS 'What went wrong, the latest first.';

CREATE OR REPLACE VIEW public.attache_usage AS
SELECT u.day, count(*) AS documents, sum(u.calls) AS calls, sum(u.tokens_in) AS tokens_in, sum(u.tokens_out) AS tokens_out
FROM public.agent_usage u
GROUP BY u.day
ORDER BY u.day DESC;
COMMENT ON VIEW public.attache_usage IS 'What the model was used for, by day (UTC); agent_usage has it by document.';

CREATE OR REPLACE VIEW public.attache_metrics_by_hour AS
SELECT h.document_id, h.hour, h.samples,
       round(h.memory_mb_sum::numeric / nullif(h.memory_mb_count, 0), 1) AS memory_mb, h.memory_mb_max,
       round(h.cpu_percent_sum / nullif(h.cpu_percent_count, 0), 2) AS cpu_percent, h.cpu_percent_max,
       round(h.websocket_latency_ms_sum::numeric / nullif(h.websocket_latency_ms_count, 0), 1) AS websocket_latency_ms,
       h.websocket_latency_ms_max,
       round(h.llm_response_time_ms_sum::numeric / nullif(h.llm_response_time_ms_count, 0), 1) AS llm_response_time_ms,
       h.llm_response_time_ms_max
FROM public.agent_metrics_hourly h;
COMMENT ON VIEW public.attache_metrics_by_hour IS 'Averages and highest values of metrics older than a day.';

SELECT public.attache_applied('20261121000500', 'operator_views', '1.0.0', ARRAY[
    'public.attache_agents', 'public.attache_waiting', 'public.attache_managers', 'public.attache_incidents', 'public.attache_usage',
    'public.attache_metrics_by_hour']);
