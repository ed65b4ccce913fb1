// The manager of the reference: forks a worker for each line `attach DOC URL`, ends it at `detach DOC`.
import { fork } from 'node:child_process'
import { createInterface } from 'node:readline'

const workers = new Map()
const program = process.argv[2]

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, document, url] = line.split(' ')
    if (command === 'attach') {
      const worker = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
      workers.set(document, worker)
      worker.on('exit', () => process.stdout.write(`gone ${document}\n`))
      worker.send({ document, url, supabaseUrl: 'http://127.0.0.1:9', key: 'key' })
      process.stdout.write(`pid ${document} ${worker.pid}\n`)
    } else {
      workers.get(document)?.kill('SIGTERM')
      workers.delete(document)
    }
  })
  .on('close', () => {
    for (const worker of workers.values()) worker.kill('SIGKILL')
    process.exit(0)
  })
