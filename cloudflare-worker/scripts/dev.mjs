import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWorker } from './build-worker.mjs';
import { devVars } from './dev-vars.mjs';
import { startRuntime } from './runtime.mjs';

// npm run dev: the document server and its page on this machine, offline.
// ATTACHE_DEV_PAGE=as-is leaves the page as it was built. WS_PORT and HOST say where, ATTACHE_DEV_STATE where documents are kept, `--until-stdin-ends` stops it with its starter.

const begun = performance.now();
const root = fileURLToPath(new URL('..', import.meta.url));
const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.WS_PORT || 8787);
const page = join(root, 'dist/page');
/** What the page is made of besides its own folder. */
const MADE_OF = ['src/contract.ts', 'vite.config.ts', 'package-lock.json'];

const strange = process.argv.slice(2).find((word) => word !== '--until-stdin-ends');
if (strange !== undefined)
  fail(`"${strange}" is not understood: settings are environment variables, the port is WS_PORT; see README.md`);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  fail(`WS_PORT is "${process.env.WS_PORT}", but must be a port`);
if (port !== 0 && !(await isFree(port)))
  fail(`port ${port} is taken: stop what listens there, or set WS_PORT to another`);
if (process.env.ATTACHE_DEV_PAGE !== 'as-is') buildPageIfChanged();

const { url, stop } = await startRuntime({
  script: await buildWorker(),
  vars: devVars(join(root, '.dev.vars'), process.env),
  host,
  port,
  persist: process.env.ATTACHE_DEV_STATE || join(root, '.dev/documents'),
  page,
  onLog: (line) => console.log(line),
  onEnd: () => fail('workerd has ended, and the document server with it', 1),
});
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(`document server ready url=${url.origin} after=${seconds}s page=${existsSync(page) ? 'built' : 'missing'}`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, leave);
if (process.argv.includes('--until-stdin-ends')) process.stdin.resume().once('end', leave);

async function leave() {
  await stop();
  process.exit(0);
}

function buildPageIfChanged() {
  const built = join(page, 'index.html');
  if (!existsSync(join(root, 'vite.config.ts'))) return;
  const beside = MADE_OF.map((file) => statSync(join(root, file)).mtimeMs);
  if (existsSync(built) && Math.max(newest(join(root, 'src/page')), ...beside) < statSync(built).mtimeMs) return;
  execFileSync(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
}

/** @param {string} directory @returns {number} */
function newest(directory) {
  return Math.max(
    0,
    ...readdirSync(directory, { recursive: true }).map((name) => statSync(join(directory, String(name))).mtimeMs),
  );
}

/** @param {number} wanted @returns {Promise<boolean>} */
function isFree(wanted) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(wanted, host, () => probe.close(() => resolve(true)));
  });
}

/** @param {string} sentence @param {number} exit @returns {never} */
function fail(sentence, exit = 2) {
  console.error(sentence);
  process.exit(exit);
}
