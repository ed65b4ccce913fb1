import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { buildWorker } from '../../scripts/build-worker.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** The object's script and the page's folder, built once for all files. */
    built: { script: string; page: string };
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

export default async function build(project: TestProject): Promise<void> {
  const [script] = await Promise.all([buildWorker(`${root}dist/worker-for-page-tests/worker.js`), buildPage()]);
  project.provide('built', { script, page: `${root}dist/page` });
}

/** As `npm run build:page` does: the test runner's NODE_ENV would make it a page for development. */
async function buildPage(): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [`${root}node_modules/vite/bin/vite.js`, 'build', '--logLevel', 'warn'], {
    cwd: root,
    env,
  });
}
