import { createInterface } from 'node:readline';
import { WebSocketServer } from 'ws';

// Stands in for Supabase Realtime in the chaos run: its frames of version 2.0.0, as far as a manager hears them.
// REALTIME_PORT, REALTIME_KEY; ends with its stdin. It knows no database: what is inserted, it is told.
// stdin: `row <id> <document> <type>`; `drop`: all sockets break; `begin` or `end` with
//   `deaf` (sockets stay open, nothing is answered or told), `lose` and `double` (rows), `refuse` (channels crash, joins are refused);
//   `joined`: answers `joined <number of channels>`.

const key = process.env.REALTIME_KEY ?? '';
const BINDING = 46585805;

/** @typedef {{socket: import('ws').WebSocket, topic: string, joinRef: string}} Channel */
/** @type {Set<Channel>} */
const channels = new Set();
/** @type {Set<string>} */
const mishaps = new Set();

const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(process.env.REALTIME_PORT ?? 0),
  verifyClient: ({ req }, answer) => {
    const { searchParams } = new URL(req.url ?? '', 'http://localhost');
    if (searchParams.get('apikey') !== key) answer(false, 401, '{"error":"The token provided is not a valid JWT"}');
    else answer(searchParams.get('vsn') === '2.0.0', 403);
  },
});
server.on('connection', (socket) => {
  socket.on('message', (data) => hear(socket, JSON.parse(String(data))));
  socket.on('close', () => forget((channel) => channel.socket === socket));
  // A broken socket closes as well.
  socket.on('error', (error) => console.log(`a socket broke: ${error.message}`));
});
server.on('listening', () => console.log('realtime stands in'));

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  const [command, ...words] = line.split(' ');
  if (command === 'row') tell(words);
  if (command === 'drop') for (const socket of server.clients) socket.terminate();
  if (command === 'begin') begin(words[0] ?? '');
  if (command === 'end') mishaps.delete(words[0] ?? '');
  if (command === 'joined') console.log(`joined ${channels.size}`);
}
process.exit(0);

/** @param {string} mishap */
function begin(mishap) {
  mishaps.add(mishap);
  if (mishap !== 'refuse') return;
  for (const { socket, topic, joinRef } of channels) {
    say(socket, [joinRef, joinRef, topic, 'phx_error', { reason: 'channel_crash' }]);
  }
  channels.clear();
}

/** @param {string[]} row */
function tell([id, document, type]) {
  if (mishaps.has('lose')) return;
  for (const { socket, topic } of channels) {
    for (let times = mishaps.has('double') ? 2 : 1; times > 0; times--) {
      const data = {
        table: 'document_activity',
        type: 'INSERT',
        record: { id: Number(id), document_id: document, event_type: type },
        columns: [{ name: 'id', type: 'int8' }],
        errors: null,
        schema: 'public',
        commit_timestamp: new Date().toISOString(),
      };
      say(socket, [null, null, topic, 'postgres_changes', { data, ids: [BINDING] }]);
    }
  }
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {[string, string, string, string, unknown]} frame
 */
function hear(socket, [joinRef, ref, topic, event]) {
  if (event === 'heartbeat') reply(socket, [null, ref, topic], 'ok', {});
  if (event === 'phx_join') join(socket, ref, topic);
  if (event === 'phx_leave') {
    forget((channel) => channel.socket === socket && channel.topic === topic);
    reply(socket, [joinRef, ref, topic], 'ok', {});
    say(socket, [joinRef, joinRef, topic, 'phx_close', {}]);
  }
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {string} ref
 * @param {string} topic
 */
function join(socket, ref, topic) {
  // Nobody can join what answers nobody.
  if (mishaps.has('deaf')) return;
  if (mishaps.has('refuse')) {
    reply(socket, [ref, ref, topic], 'error', { reason: 'ChannelRateLimitReached: Too many channels' });
    return;
  }
  const bound = { id: BINDING, event: 'INSERT', schema: 'public', table: 'document_activity' };
  reply(socket, [ref, ref, topic], 'ok', { postgres_changes: [bound] });
  forget((channel) => channel.socket === socket && channel.topic === topic);
  channels.add({ socket, topic, joinRef: ref });
  const subscribed = { message: 'Subscribed to PostgreSQL', status: 'ok', extension: 'postgres_changes' };
  say(socket, [ref, null, topic, 'system', { ...subscribed, channel: 'attache' }]);
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {[string | null, string, string]} to
 * @param {string} status
 * @param {object} response
 */
function reply(socket, [joinRef, ref, topic], status, response) {
  say(socket, [joinRef, ref, topic, 'phx_reply', { status, response }]);
}

/**
 * @param {import('ws').WebSocket} socket
 * @param {unknown[]} frame
 */
function say(socket, frame) {
  if (!mishaps.has('deaf')) socket.send(JSON.stringify(frame));
}

/** @param {(channel: Channel) => boolean} isGone */
function forget(isGone) {
  for (const channel of channels) if (isGone(channel)) channels.delete(channel);
}
