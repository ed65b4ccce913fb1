// One server for both sides of a benchmark: ws + yjs, everything in memory. Says `port N`, `synced DOC` when a visitor
// and it are in step both ways, `marked DOC` when a visitor has put a geoMark on the text; ends with its stdin.
import { createInterface } from 'node:readline'
import { WebSocketServer } from 'ws'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1
const rooms = new Map()

function say(line) {
  process.stdout.write(line + '\n')
}

function room(name) {
  if (!rooms.has(name)) {
    const doc = new Y.Doc()
    const text = new Y.XmlText()
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [text])
    doc.getXmlFragment('default').insert(0, [paragraph])
    const awareness = new awarenessProtocol.Awareness(doc)
    awareness.setLocalState({ user: { name: 'bench' }, schema: ['geoMark'] })
    const sockets = new Set()
    doc.on('update', (update, origin) => {
      const out = encoding.createEncoder()
      encoding.writeVarUint(out, SYNC)
      sync.writeUpdate(out, update)
      for (const socket of sockets) if (socket !== origin) socket.send(encoding.toUint8Array(out))
    })
    text.observe((event, transaction) => {
      const byVisitor = sockets.has(transaction.origin)
      if (byVisitor && event.delta.some((part) => part.attributes?.geoMark)) say(`marked ${name}`)
    })
    rooms.set(name, { doc, text, awareness, sockets })
  }
  return rooms.get(name)
}

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 }, () => say(`port ${server.address().port}`))
server.on('connection', (socket, request) => {
  const name = request.url.split('?')[0].split('/').at(-1)
  const { doc, awareness, sockets } = room(name)
  const heard = { asked: false, answered: false }
  sockets.add(socket)
  socket.binaryType = 'arraybuffer'
  socket.on('close', () => sockets.delete(socket))
  socket.on('message', (data) => {
    const message = decoding.createDecoder(new Uint8Array(data))
    if (decoding.readVarUint(message) !== SYNC) return
    const out = encoding.createEncoder()
    encoding.writeVarUint(out, SYNC)
    const step = sync.readSyncMessage(message, out, doc, socket)
    if (encoding.length(out) > 1) socket.send(encoding.toUint8Array(out))
    const before = heard.asked && heard.answered
    heard.asked ||= step === sync.messageYjsSyncStep1
    heard.answered ||= step === sync.messageYjsSyncStep2
    if (!before && heard.asked && heard.answered) say(`synced ${name}`)
  })
  const first = encoding.createEncoder()
  encoding.writeVarUint(first, SYNC)
  sync.writeSyncStep1(first, doc)
  socket.send(encoding.toUint8Array(first))
  const people = encoding.createEncoder()
  encoding.writeVarUint(people, AWARENESS)
  encoding.writeVarUint8Array(people, awarenessProtocol.encodeAwarenessUpdate(awareness, [doc.clientID]))
  socket.send(encoding.toUint8Array(people))
})

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, name, ...rest] = line.split(' ')
    const { doc, text } = room(name)
    if (command === 'type') {
      text.insert(text.length, rest.join(' '))
    } else if (command === 'edits') {
      for (let i = 0; i < Number(rest[0]); i++) doc.transact(() => text.insert(text.length, i % 80 === 79 ? ' ' : 'x'))
      say(`edited ${name}`)
    }
  })
  .on('close', () => process.exit(0))
