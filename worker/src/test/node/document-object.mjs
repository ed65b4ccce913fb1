// The document server of this repository in workerd on a free port; says which on stdout and ends with its stdin.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const scripts = new URL('../../../../cloudflare-worker/scripts/', import.meta.url)
const { buildWorker } = await import(new URL('build-worker.mjs', scripts))
const { devVars } = await import(new URL('dev-vars.mjs', scripts))
const { startRuntime } = await import(new URL('runtime.mjs', scripts))

const own = await mkdtemp(join(tmpdir(), 'attache-document-object-'))
const { url, stop } = await startRuntime({
  script: await buildWorker(join(own, 'worker.js')),
  vars: devVars(join(own, '.dev.vars'), {}),
})
console.log(url.port)

process.stdin.resume().on('end', async () => {
  await stop()
  // Ends by itself when Miniflare has removed its folder, which stop does not wait for.
  await rm(own, { recursive: true })
})
