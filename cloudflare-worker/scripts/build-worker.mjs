import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the worker for the local runtime; `wrangler deploy` bundles the same entry by itself. A built archive holds the bundle alone. */
export async function buildWorker(outfile = `${root}dist/worker/worker.js`) {
  const entry = `${root}src/object/worker.ts`;
  if (!existsSync(entry)) return outfile;
  const { build } = await import('esbuild');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    target: 'es2023',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*'],
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  return outfile;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(`built ${await buildWorker()}`);
