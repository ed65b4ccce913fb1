// Supabase's own client does what an object and an operator would do; says what came of it, a JSON object a line.
import { createClient } from '@supabase/supabase-js';
import WebSocket from 'ws';

const [url, key, wrongKey] = process.argv.slice(2);
const options = { auth: { persistSession: false, autoRefreshToken: false }, realtime: { transport: WebSocket } };
const client = createClient(url, key, options);
const table = () => client.from('document_activity');
const say = (name, { data, error, status }) => process.stdout.write(`${JSON.stringify({ name, status, data, error })}\n`);
const event = (n, more = {}) => ({
  document_id: 'ünï/côde',
  event_type: 'active',
  user_count: n,
  event_id: `00000000-0000-4000-8000-00000000000${n}`,
  seq: n,
  ...more,
});
const ignore = { onConflict: 'event_id', ignoreDuplicates: true };

say('one', await table().insert(event(1)));
say('several', await table().insert([event(2), event(3, { metadata: { from: ['supabase-js', null, 1.5] } })]));
say('again', await table().upsert([event(3), event(4)], ignore));
say('again, and back', await table().upsert([event(4), event(5)], ignore).select('event_id, seq'));
say('one back', await table().insert(event(6)).select().single());
say('duplicate', await table().insert(event(6)));
say('merge', await table().upsert(event(6), { onConflict: 'event_id' }));
say('wrong type', await table().insert(event(7, { event_type: 'left' })));
say('wrong column', await table().insert(event(7, { nonsense: 1 })));
say('wrong number', await table().insert(event(7, { user_count: 'many' })));
say('wrong table', await client.from('agent_connections').insert({}));
say('read', await table().select());
say('seen', await client.rpc('document_seen', { document_id: 'other', seq: 7, user_count: 2, edited_ms_ago: 1500 }));
say('seen late', await client.rpc('document_seen', { document_id: 'other', seq: 6, user_count: 0 }));
say('switch', await client.rpc('document_switch', { document_id: 'other', seq: 8, off: true }));
say('wrong function', await client.rpc('attache_retain', { n: 1 }));
say('wrong key', await createClient(url, wrongKey, options).from('document_activity').insert(event(8)));
