import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Log, LogLevel, Miniflare } from 'miniflare';

/** Kept in step with wrangler.jsonc by a test. */
export const COMPATIBILITY = { date: '2026-04-24', flags: /** @type {string[]} */ ([]) };

/**
 * The worker in a local workerd, without any network.
 *
 * @param {{ script: string, vars?: Record<string, string>, port?: number, host?: string, persist?: string | false,
 *   page?: string, onLog?: (line: string) => void, onEnd?: () => void }} options
 */
export async function startRuntime({
  script,
  vars = {},
  port = 0,
  host = '127.0.0.1',
  persist = false,
  page,
  onLog,
  onEnd,
}) {
  // Miniflare would fetch a sample of request properties from the network.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  let stopping = false;
  const miniflare = new Miniflare({
    host,
    port,
    cf: false,
    log: new Log(LogLevel.ERROR),
    modules: true,
    modulesRoot: dirname(script),
    scriptPath: script,
    compatibilityDate: COMPATIBILITY.date,
    compatibilityFlags: COMPATIBILITY.flags,
    bindings: vars,
    durableObjects: {
      Document: { className: 'DocumentObject', useSQLite: true },
      Directory: { className: 'DirectoryObject', useSQLite: true },
    },
    durableObjectsPersist: persist,
    ...(page && existsSync(page) ? pageAssets(page) : {}),
    ...(onLog ? { handleRuntimeStdio: forwardLines(onLog, () => stopping || onEnd?.()) } : {}),
  });
  const url = await miniflare.ready;
  const stop = () => {
    stopping = true;
    return miniflare.dispose();
  };
  return { miniflare, url, stop };
}

/** @param {string} directory */
function pageAssets(directory) {
  return {
    assets: {
      directory,
      workerName: 'attache',
      routerConfig: {
        has_user_worker: true,
        static_routing: { user_worker: ['/parties/*', '/api/*'], asset_worker: [] },
      },
      assetConfig: { not_found_handling: /** @type {const} */ ('single-page-application') },
    },
  };
}

/** Miniflare does not say when workerd has ended, its output does. @param {(line: string) => void} onLog @param {() => void} onEnd */
function forwardLines(onLog, onEnd) {
  /** @param {import('node:stream').Readable} stream */
  const forward = (stream) => {
    let rest = '';
    stream.setEncoding('utf8').on('data', (chunk) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLog(line);
    });
  };
  /** @param {import('node:stream').Readable} stdout @param {import('node:stream').Readable} stderr */
  return (stdout, stderr) => {
    forward(stdout);
    stdout.once('end', onEnd);
    forward(stderr);
  };
}
