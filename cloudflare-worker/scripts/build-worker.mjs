import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles the worker for the local runtime; `wrangler deploy` bundles the same entry by itself. */
export async function buildWorker(outfile = `${root}dist/worker/worker.js`) {
  await build({
    entryPoints: [`${root}src/object/worker.ts`],
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
