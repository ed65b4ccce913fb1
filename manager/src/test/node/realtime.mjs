// Supabase's own Realtime client: joins, and says on stdout what it hears, a JSON object a line.
import { RealtimeClient } from '@supabase/realtime-js';
import WebSocket from 'ws';

const [url, key] = process.argv.slice(2);
const say = (what) => process.stdout.write(`${JSON.stringify(what)}\n`);
const client = new RealtimeClient(`${url}/realtime/v1`, {
  params: { apikey: key },
  transport: WebSocket,
  vsn: '2.0.0',
  heartbeatIntervalMs: 200,
  heartbeatCallback: (status) => say({ heartbeat: status }),
  accessToken: async () => key,
});
const channel = client
  .channel('activity')
  .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'document_activity' }, (change) =>
    say({ change: change.new, errors: change.errors }),
  )
  .on('system', {}, (message) => say({ system: message.message, ok: message.status }))
  .subscribe((status, error) => say({ status, why: error?.message ?? null }));

// The test ends it by closing stdin.
process.stdin.resume();
process.stdin.on('end', async () => {
  await client.removeChannel(channel);
  say({ left: true });
  await client.disconnect();
  process.exit(0);
});
