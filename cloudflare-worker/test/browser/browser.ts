import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NSS = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so', '/usr/lib/libnss3.so'];

/**
 * Headless Chromium without a step by hand: the one from npm on x86-64 Linux, elsewhere an installed Chrome or Chromium
 * that ATTACHE_BROWSER names.
 */
export async function launchBrowser(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  // Unpacked files and profiles lie in a folder of this run: other runs on the machine do the same at the same time.
  const folder = mkdtempSync(join(tmpdir(), 'attache-browser-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  const browser = await chromium.launch({
    executablePath: process.env.ATTACHE_BROWSER || (await unpacked()),
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
    env: { ...process.env, TMPDIR: folder } as Record<string, string>,
  });
  return {
    browser,
    close: async () => {
      await browser.close();
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function unpacked(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'No browser for this machine comes with npm: set ATTACHE_BROWSER to an installed Chrome or Chromium.',
    );
  // Where the system lacks NSS the package brings its own, if it believes to be on a bare host.
  if (!NSS.some((file) => existsSync(file))) process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return packed.executablePath();
}
