// A person with a Yjs editor: the stock provider, told by lines on stdin what to do, answering one line each.
import readline from 'node:readline'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { canonical } from './canonical.mjs'

const [url, room] = process.argv.slice(2)
const doc = new Y.Doc()
const fragment = doc.getXmlFragment('default')
const odd = new Y.Doc()
const provider = new WebsocketProvider(url, room, doc, { WebSocketPolyfill: WebSocket, disableBc: true })

const texts = () =>
  fragment.toArray().map((block) =>
    block
      .toArray()
      .map((child) => (child instanceof Y.XmlText ? child.toDelta().map((part) => part.insert).join('') : ''))
      .join(''),
  )

const LIMIT_MS = 60_000

// Waits for what is seen to match, looking again whenever the source says that something changed.
const until = (source, event, look, pattern) =>
  new Promise((resolve) => {
    const wanted = new RegExp(pattern)
    const end = (answer) => {
      clearTimeout(limit)
      source.off(event, check)
      resolve(answer)
    }
    const check = () => wanted.test(canonical(look())) && end(look())
    const limit = setTimeout(
      () => end({ error: `waited in vain for ${pattern}; there was ${canonical(look())}` }),
      LIMIT_MS,
    )
    source.on(event, check)
    check()
  })

const delta = ({ block }) => fragment.get(block)?.get(0)?.toDelta() ?? null
const states = () => [...provider.awareness.getStates()].filter(([client]) => client !== doc.clientID)

const commands = {
  synced: () => provider.synced,
  untilSynced: () => until(provider, 'sync', () => provider.synced, 'true'),
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
  // Something else than an editor's text, under whatever name.
  odd: ({ kind, name }) => {
    if (kind === 'text') odd.getText(name).insert(0, 'We flew to Paris. ')
    if (kind === 'array') odd.getArray(name).push(['We flew to Paris. ', { at: 1 }])
    if (kind === 'map') odd.getMap(name).set('text', 'We flew to Paris. ')
    if (kind === 'fragment') odd.getXmlFragment(name).push([new Y.XmlElement('paragraph')])
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(odd, Y.encodeStateVector(doc)))
    return true
  },
  // The end of a line inside of a paragraph, and what follows it.
  breakLine: ({ block, text }) => {
    const paragraph = fragment.get(block)
    doc.transact(() => paragraph.push([new Y.XmlElement('hardBreak'), new Y.XmlText(text)]))
    return true
  },
  // Content that yrs cannot read.
  hook: () => {
    doc.getMap('beside').set('hook', new Y.XmlHook('hook'))
    return true
  },
  texts,
  delta,
  states,
  map: ({ name }) => doc.getMap(name).toJSON(),
  unmark: ({ block, at, length }) => {
    fragment.get(block).get(0).format(at, length, { geoMark: null })
    return true
  },
  untilDelta: ({ block, pattern }) => until(doc, 'update', () => delta({ block }), pattern),
  untilMap: ({ name, pattern }) => until(doc, 'update', () => doc.getMap(name).toJSON(), pattern),
  untilStates: ({ pattern }) => until(provider.awareness, 'change', states, pattern),
  leave: () => {
    provider.destroy()
    return true
  },
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  console.log(JSON.stringify((await commands[command.do](command)) ?? null))
}
process.exit(0)
