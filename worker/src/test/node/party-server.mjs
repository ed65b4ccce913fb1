// y-partyserver under Miniflare on a free port; says which on stdout and ends with its stdin.
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'

const bundle = await build({
  entryPoints: [new URL('party-object.js', import.meta.url).pathname],
  bundle: true,
  format: 'esm',
  write: false,
  external: ['cloudflare:*', 'node:*'],
  conditions: ['workerd', 'worker', 'browser'],
})
const miniflare = new Miniflare({
  modules: true,
  script: bundle.outputFiles[0].text,
  compatibilityDate: '2026-04-01',
  compatibilityFlags: ['nodejs_compat'],
  durableObjects: { Document: { className: 'Document', useSQLite: true } },
  host: '127.0.0.1',
  port: 0,
})
console.log((await miniflare.ready).port)

process.stdin.resume().on('end', async () => {
  // Ends by itself when Miniflare has removed its folder, which dispose does not wait for.
  await miniflare.dispose()
})
