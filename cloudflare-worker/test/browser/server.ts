import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildWorker } from '../../scripts/build-worker.mjs';
import { devVars } from '../../scripts/dev-vars.mjs';
import { startRuntime } from '../../scripts/runtime.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real object and the built page in workerd, on a free port, with nothing kept after the test. */
export async function startServer(
  vars: Record<string, string> = {},
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const outDir = `${root}dist/page`;
  const [script] = await Promise.all([buildWorker(`${root}dist/worker-for-page-tests/worker.js`), buildPage()]);
  const { url, stop } = await startRuntime({ script, vars: { ...devVars('', {}), ...vars }, page: outDir });
  return { origin: url.origin, stop };
}

/** As `npm run build:page` does: the test runner's NODE_ENV would make it a page for development. */
async function buildPage(): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [`${root}node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
  });
}
