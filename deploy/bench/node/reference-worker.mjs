// The agent of the reference: what the Java worker does until it is attached, with the usual libraries.
import { createClient } from '@supabase/supabase-js'
import WebSocket from 'ws'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as sync from 'y-protocols/sync'
import * as Y from 'yjs'

const SYNC = 0
const AWARENESS = 1

process.on('message', ({ document, url, supabaseUrl, key }) => {
  const supabase = createClient(supabaseUrl, key, { realtime: { transport: WebSocket } })
  const doc = new Y.Doc()
  const awareness = new awarenessProtocol.Awareness(doc)
  awareness.setLocalState({ user: { name: 'AI Agent', color: '#FF6B6B' }, agent: { state: 'reading', reason: '' } })
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  const send = (write) => {
    const out = encoding.createEncoder()
    write(out)
    socket.send(encoding.toUint8Array(out))
  }
  doc.on('update', (update, origin) => {
    if (origin !== socket) send((out) => (encoding.writeVarUint(out, SYNC), sync.writeUpdate(out, update)))
  })
  doc.getXmlFragment('default').observeDeep(() => {})
  socket.on('open', () => {
    send((out) => (encoding.writeVarUint(out, SYNC), sync.writeSyncStep1(out, doc)))
    send((out) => {
      encoding.writeVarUint(out, AWARENESS)
      encoding.writeVarUint8Array(out, awarenessProtocol.encodeAwarenessUpdate(awareness, [doc.clientID]))
    })
  })
  socket.on('message', (data) => {
    const message = decoding.createDecoder(new Uint8Array(data))
    const kind = decoding.readVarUint(message)
    if (kind === AWARENESS) {
      awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(message), socket)
      return
    }
    const out = encoding.createEncoder()
    encoding.writeVarUint(out, SYNC)
    const step = sync.readSyncMessage(message, out, doc, socket)
    if (encoding.length(out) > 1) socket.send(encoding.toUint8Array(out))
    if (step === sync.messageYjsSyncStep2) process.send({ connected: document })
  })
  // The books, every 30 s, as the design has it.
  setInterval(() => supabase.from('agent_metrics').insert({ document_id: document }).then(() => {}), 30_000).unref()
})
process.on('disconnect', () => process.exit(0))
