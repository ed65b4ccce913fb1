import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import WebSocket from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { buildWorker } from './build-worker.mjs';
import { startRuntime } from './runtime.mjs';

// npm run bench: a document of 1 MB grown by 10,000 updates; how fast they are taken in, kept and loaded again.
// BENCH_UPDATES and BENCH_BYTES change the load.

const updates = Number(process.env.BENCH_UPDATES || 10_000);
const bytes = Number(process.env.BENCH_BYTES || 1_000_000);
const LOADS = 9;

const directory = await mkdtemp(join(tmpdir(), 'attache-bench-'));
const script = await buildWorker(join(directory, 'worker.js'));
const vars = { DEVELOPMENT: 'true', FRAMES_PER_SECOND: '1000000' };
const start = () => startRuntime({ script, vars, persist: join(directory, 'documents'), onLog: () => {} });

let runtime = await start();
const doc = new Y.Doc();
const provider = enter(runtime.url, doc);
await new Promise((resolve) => provider.once('sync', resolve));

const piece = 'Porto lies north of Lisbon. '
  .repeat(Math.ceil(bytes / updates / 28))
  .slice(0, Math.ceil(bytes / updates));
const text = new Y.XmlText();
doc.getXmlFragment('default').push([text]);
const writing = performance.now();
for (let n = 0; n < updates; n++) text.insert(n % 2 ? 0 : text.length, piece);
await settled(runtime.url);
const took = performance.now() - writing;
provider.destroy();
const vitals = await vitalsOf(runtime.url);
await runtime.stop();

const loads = [];
for (let n = 0; n < LOADS; n++) {
  runtime = await start();
  const copy = new Y.Doc();
  const begun = performance.now();
  const reader = enter(runtime.url, copy);
  await new Promise((resolve) => reader.once('sync', resolve));
  loads.push(performance.now() - begun);
  if (copy.getXmlFragment('default').length !== 1) throw new Error('the document did not come back');
  reader.destroy();
  await runtime.stop();
}
loads.sort((a, b) => a - b);
await rm(directory, { recursive: true, force: true });

console.log(`updates=${updates} text=${text.length} stored=${vitals.storedBytes} bytes`);
console.log(`taken in, kept and echoed in ${took.toFixed(0)} ms (${((updates / took) * 1000).toFixed(0)} a second)`);
console.log(
  `loaded by a new peer after a restart: median ${loads[LOADS >> 1]?.toFixed(0)} ms, ` +
    `fastest ${loads[0]?.toFixed(0)} ms, slowest ${loads[LOADS - 1]?.toFixed(0)} ms of ${LOADS}`,
);
process.exit(0);

/** @param {URL} url @param {Y.Doc} into */
function enter(url, into) {
  return new WebsocketProvider(`ws://${url.host}/parties/document`, 'bench', into, {
    WebSocketPolyfill: /** @type {any} */ (WebSocket),
    disableBc: true,
  });
}

/** @param {URL} url @returns {Promise<{ storedBytes: number }>} */
async function vitalsOf(url) {
  return (await fetch(new URL('/api/documents/bench/vitals', url))).json();
}

/** A second peer that has it all shows that the object has. @param {URL} url */
async function settled(url) {
  const copy = new Y.Doc();
  const witness = enter(url, copy);
  const length = () => /** @type {Y.XmlText | undefined} */ (copy.getXmlFragment('default').get(0))?.length;
  while (length() !== text.length) await new Promise((resolve) => setTimeout(resolve, 5));
  witness.destroy();
}
