import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// A person in a browser: opens the page, writes one sentence, waits for its two marks, leaves at the end of stdin.
// ATTACHE_BROWSER names an installed Chrome or Chromium where npm has none for the machine.

// The browser of the page's own tests.
const installed = createRequire(new URL('../../../../cloudflare-worker/package.json', import.meta.url));
const { chromium } = await import(pathToFileURL(installed.resolve('playwright-core')).href).then((all) => all.default ?? all);

const LIMIT_MS = 100_000;
const NSS = ['/usr/lib/x86_64-linux-gnu/libnss3.so', '/usr/lib64/libnss3.so', '/usr/lib/libnss3.so'];
const ended = new Promise((resolve) => process.stdin.resume().once('end', resolve));

// Unpacked files and profiles lie in a folder of this run.
const folder = mkdtempSync(join(tmpdir(), 'attache-writer-'));
process.env.TMPDIR = folder;

const browser = await chromium.launch({
  executablePath: process.env.ATTACHE_BROWSER || (await unpacked()),
  chromiumSandbox: false,
  args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'],
});
try {
  const page = await browser.newPage();
  await page.goto(process.argv[2]);
  const text = page.locator('.paper .text');
  await text.waitFor({ timeout: LIMIT_MS });
  await text.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('We flew from Lisbon to Porto.');
  const written = performance.now();
  const marks = page.locator('.paper [data-geo-id]');
  await marks.nth(1).waitFor({ timeout: LIMIT_MS });
  console.log(`marked: ${(await marks.allTextContents()).join(', ')} after=${Math.round(performance.now() - written)}ms`);
  await ended;
  await page.close();
  console.log('left');
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

async function unpacked() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No browser for this machine comes with npm: set ATTACHE_BROWSER to an installed Chrome or Chromium.');
  // Where the system lacks NSS the package brings its own, if it believes to be on a bare host.
  if (!NSS.some((file) => existsSync(file))) process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x';
  const { default: packed } = await import(pathToFileURL(installed.resolve('@sparticuz/chromium')).href);
  return packed.executablePath();
}
