import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { devVars } from '../../scripts/dev-vars.mjs';
import { COMPATIBILITY } from '../../scripts/runtime.mjs';
import { until } from './harness/until';

const root = fileURLToPath(new URL('../..', import.meta.url));

async function dev(environment: Record<string, string>, ...args: string[]) {
  const state = await mkdtemp(join(tmpdir(), 'attache-dev-'));
  const child: ChildProcess = spawn(process.execPath, [join(root, 'scripts/dev.mjs'), ...args], {
    env: { ...process.env, ATTACHE_DEV_STATE: state, ATTACHE_DEV_PAGE: 'as-is', ...environment },
  });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(String(chunk)));
  let exit: number | null = null;
  child.on('exit', (code) => {
    exit = code;
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await rm(state, { recursive: true, force: true });
  });
  return { child, said: () => said.join(''), exit: () => exit };
}

test('npm run dev serves the documents, and leaves when the program that started it is gone', async () => {
  const { child, said, exit } = await dev({ WS_PORT: '0' }, '--until-stdin-ends');
  const [, url] = await until('ready', () => /ready url=(\S+)/.exec(said()));
  expect(await (await fetch(`${url}/api/session`)).json()).toMatchObject({ development: true, fragment: 'default' });
  child.stdin?.end();
  await until('exit', () => exit() === 0);
});

test('without its workerd it ends, and says so', async () => {
  const { child, said, exit } = await dev({ WS_PORT: '0' });
  await until('ready', () => said().includes('ready url='));
  const processes = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,command='], { encoding: 'utf8' });
  const workerd = new RegExp(`^ *(\\d+) +${child.pid} .*workerd serve`, 'm').exec(processes)?.[1];
  process.kill(Number(workerd), 'SIGKILL');
  await until('exit', () => exit() === 1);
  expect(said()).toContain('workerd has ended');
});

test('a port that is taken is one sentence', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const { said, exit } = await dev({ WS_PORT: String(port) });
  await until('exit', () => exit() === 2);
  expect(said().trim()).toBe(`port ${port} is taken: stop what listens there, or set WS_PORT to another`);
});

test('an argument it does not know is one sentence, not a server somewhere else', async () => {
  const { said, exit } = await dev({}, '--port', '8900');
  await until('exit', () => exit() === 2);
  expect(said()).toContain('"--port" is not understood');
  expect(said()).toContain('WS_PORT');
});

test('the local runtime and the deployed one are the same', () => {
  const wrangler = readFileSync(join(root, 'wrangler.jsonc'), 'utf8');
  expect(wrangler).toContain(`"compatibility_date": "${COMPATIBILITY.date}"`);
  expect(wrangler.includes('compatibility_flags')).toBe(COMPATIBILITY.flags.length > 0);
  expect(readFileSync(join(root, 'vitest.object.config.ts'), 'utf8')).toContain(`'${COMPATIBILITY.date}'`);
});

test('every variable that the worker reads can be set for npm run dev', () => {
  const declared = readFileSync(join(root, 'src/object/env.ts'), 'utf8').matchAll(/^ {6}([A-Z_]+)\?: string;/gm);
  const names = [...declared].map((match) => match[1] as string);
  expect(names.length).toBeGreaterThan(15);
  const vars = devVars('none', Object.fromEntries(names.map((name) => [name, `value of ${name}`])));
  for (const name of names) expect(vars[name]).toBe(`value of ${name}`);
});
