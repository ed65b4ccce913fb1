import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// collect.mjs <folder>: lays there, as node_modules, what the document server and the demo's crowd need at run time,
// out of what cloudflare-worker has installed: the same versions, and nothing is fetched twice.

const NEEDED = ['lib0', 'miniflare', 'ws', 'y-protocols', 'yjs'];
const root = fileURLToPath(new URL('../../../../cloudflare-worker/', import.meta.url));
const to = process.argv[2];
if (!to) throw new Error('usage: collect.mjs <folder>');

/** @type {Map<string, string>} folder to version */
const found = new Map();
for (const name of NEEDED) collect(name, root, true);

const stamp = join(to, '.collected');
const wanted = [...found].map(([folder, version]) => `${folder} ${version}\n`).sort().join('');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  rmSync(to, { recursive: true, force: true });
  for (const folder of found.keys()) {
    mkdirSync(join(to, folder), { recursive: true });
    // What lies nested in it is collected, or not, for itself; workerd's bin is a second copy of the platform's 100 MB.
    const without = [join(root, folder, 'node_modules'), join(root, 'node_modules/workerd/bin')];
    cpSync(join(root, folder), join(to, folder), {
      recursive: true,
      filter: (path) => !without.includes(path) && !path.endsWith('.map'),
    });
  }
  writeFileSync(stamp, wanted);
}

/** The package that `from` gets when it asks for this name, and all that it asks for. @param {string} name @param {string} from @param {boolean} needed */
function collect(name, from, needed) {
  const at = resolve(name, from);
  if (!at) {
    // Optional ones are for other platforms.
    if (needed) throw new Error(`${name} is not installed in cloudflare-worker: npm ci there`);
    return;
  }
  const folder = relative(root, at);
  if (found.has(folder)) return;
  const { version, dependencies, optionalDependencies } = JSON.parse(readFileSync(join(at, 'package.json'), 'utf8'));
  found.set(folder, version);
  for (const each of Object.keys(dependencies ?? {})) collect(each, at, !optionalDependencies?.[each]);
  for (const each of Object.keys(optionalDependencies ?? {})) collect(each, at, false);
}

/** As Node does it. @param {string} name @param {string} from @returns {string | undefined} */
function resolve(name, from) {
  for (let folder = from; folder.startsWith(dirname(root)); folder = dirname(folder)) {
    const at = join(folder, 'node_modules', name);
    if (existsSync(join(at, 'package.json'))) return at;
    if (relative(root, folder) === '') return undefined;
  }
  return undefined;
}
