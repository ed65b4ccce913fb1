// A person with a Yjs editor: the stock provider, told by lines on stdin what to do, answering one line each.
import readline from 'node:readline'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

const [url, room] = process.argv.slice(2)
const doc = new Y.Doc()
const fragment = doc.getXmlFragment('default')
const provider = new WebsocketProvider(url, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true })

const texts = () =>
  fragment.toArray().map((block) =>
    block
      .toArray()
      .map((child) => (child instanceof Y.XmlText ? child.toDelta().map((part) => part.insert).join('') : ''))
      .join(''),
  )

const commands = {
  synced: () => provider.synced,
  user: ({ state }) => {
    provider.awareness.setLocalState(state)
    return true
  },
  write: ({ text }) => {
    const block = new Y.XmlElement('paragraph')
    block.insert(0, [new Y.XmlText(text)])
    fragment.push([block])
    return true
  },
  type: ({ block, at, text }) => {
    fragment.get(block).get(0).insert(at, text)
    return true
  },
  texts,
  delta: ({ block }) => fragment.get(block).get(0).toDelta(),
  states: () => [...provider.awareness.getStates()].filter(([client]) => client !== doc.clientID),
  leave: () => {
    provider.destroy()
    return true
  },
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  console.log(JSON.stringify(commands[command.do](command) ?? null))
}
process.exit(0)
