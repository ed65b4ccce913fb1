import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildWorker } from '../../scripts/build-worker.mjs';
import { devVars } from '../../scripts/dev-vars.mjs';
import { startRuntime } from '../../scripts/runtime.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The real object and the built page in workerd, on a free port, with nothing kept after the test. */
export async function startServer(
  vars: Record<string, string> = {},
): Promise<{ origin: string; stop: () => Promise<void> }> {
  const outDir = `${root}dist/page`;
  const [script] = await Promise.all([
    buildWorker(`${root}dist/worker-for-page-tests/worker.js`),
    build({ configFile: `${root}vite.config.ts`, logLevel: 'error' }),
  ]);
  const { url, stop } = await startRuntime({ script, vars: { ...devVars('', {}), ...vars }, page: outDir });
  return { origin: url.origin, stop };
}
