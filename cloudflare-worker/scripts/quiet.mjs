import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { buildWorker } from './build-worker.mjs';
import { startRuntime } from './runtime.mjs';

// npm run quiet: two people and an agent in a document with nothing happening; reconnects, wakes and bytes of it.
// QUIET_MINUTES changes the time (10).

const minutes = Number(process.env.QUIET_MINUTES || 10);
const directory = await mkdtemp(join(tmpdir(), 'attache-quiet-'));
const script = await buildWorker(join(directory, 'worker.js'));
const secret = 'quiet-agent-secret';
const vars = { DEVELOPMENT: 'true', AGENT_TOKEN_SECRET: secret };
const runtime = await startRuntime({ script, vars, persist: join(directory, 'documents'), onLog: () => {} });

const token = await new SignJWT({ doc: 'quiet', role: 'agent', sub: 'agent', epoch: 1, life: 1 })
  .setProtectedHeader({ alg: 'HS256' })
  .setIssuedAt()
  .setExpirationTime('1h')
  .sign(new TextEncoder().encode(secret));
let reconnects = 0;
const providers = [
  enter({ user: { name: 'Ana', color: '#aa3355' }, schema: ['geoMark'] }, {}),
  enter({ user: { name: 'Bo', color: '#3355aa' }, schema: ['geoMark'] }, {}),
  enter({ user: { name: 'Attaché', color: '#225588' }, agent: { state: 'resting' } }, { token }),
];
for (const provider of providers) if (!provider.synced) await new Promise((resolve) => provider.once('sync', resolve));
for (const provider of providers) provider.on('connection-close', () => reconnects++);

const before = await vitals();
await new Promise((resolve) => setTimeout(resolve, minutes * 60_000));
const after = await vitals();
console.log(`minutes=${minutes} reconnects=${reconnects}`);
for (const [key, total] of Object.entries(after)) {
  const count = total - (before[key] ?? 0);
  console.log(`${key}=${count} (${(count / minutes).toFixed(1)} a minute)`);
}

for (const provider of providers) provider.destroy();
await runtime.stop();
await rm(directory, { recursive: true, force: true });
process.exit(0);

/** @param {Record<string, unknown>} state @param {Record<string, string>} params */
function enter(state, params) {
  const provider = new WebsocketProvider(`ws://${runtime.url.host}/parties/document`, 'quiet', new Y.Doc(), {
    WebSocketPolyfill: /** @type {any} */ (WebSocket),
    disableBc: true,
    params,
  });
  provider.awareness.setLocalState(state);
  return provider;
}

/** Asked of another document: asking this one would wake it. @returns {Promise<Record<string, number>>} */
async function vitals() {
  const answer = await fetch(new URL('/api/documents/observer/vitals', runtime.url));
  return (await answer.json()).isolate;
}
