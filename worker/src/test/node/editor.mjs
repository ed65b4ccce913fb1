// A Yjs document and y-prosemirror's view of it without a network: told by lines on stdin, answering one line each.
import readline from 'node:readline'
import { Schema } from 'prosemirror-model'
import { prosemirrorJSONToYXmlFragment, updateYFragment, yXmlFragmentToProseMirrorRootNode } from 'y-prosemirror'
import * as Y from 'yjs'
import { canonical } from './canonical.mjs'

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*' },
    heading: { group: 'block', content: 'inline*', attrs: { level: { default: 1 } } },
    bulletList: { group: 'block', content: 'listItem+' },
    listItem: { content: 'paragraph block*' },
    text: { group: 'inline' },
    hardBreak: { group: 'inline', inline: true },
  },
  marks: {
    bold: {},
    geoMark: {
      attrs: Object.fromEntries(
        ['geoId', 'placeName', 'lat', 'lng', 'colorIndex', 'coordSource'].map((name) => [name, { default: null }]),
      ),
    },
  },
})

let doc = new Y.Doc()
const fragment = () => doc.getXmlFragment('default')
const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'))

// One line of text for each block, as ConvergenceIT writes it too.
const line = (block) => {
  let text = ''
  const runs = []
  for (const child of block.toArray()) {
    if (!(child instanceof Y.XmlText)) {
      text += child.nodeName === 'hardBreak' ? '\n' : '\uFFFC'
      continue
    }
    for (const part of child.toDelta()) {
      const start = text.length
      text += typeof part.insert === 'string' ? part.insert : '\uFFFC'
      if (!part.attributes || Object.keys(part.attributes).length === 0) continue
      const attributes = canonical(part.attributes)
      const last = runs.at(-1)
      if (last && last.end === start && last.attributes === attributes) last.end = text.length
      else runs.push({ start, end: text.length, attributes })
    }
  }
  return `${block.nodeName}|${text}|${runs.map((run) => `${run.start}-${run.end}${run.attributes}`).join(';')}`
}

const blocks = () => fragment().toArray().filter((node) => node instanceof Y.XmlElement)

// mulberry32: the same seed gives the same edits.
const generator = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const WORDS = ['Paris ', 'in ', '😀', 'São Paulo. ', 'x', '東京。', ' and ', 'a\u0301']

// No edit cuts a pair of surrogates: no editor does.
const edge = (text, at) => (at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]) ? at + 1 : at)

const randomEdit = (random) => {
  const pick = (n) => Math.floor(random() * n)
  const all = blocks()
  const what = pick(10)
  if (all.length === 0 || (what === 0 && all.length < 12)) {
    const block = new Y.XmlElement(random() < 0.8 ? 'paragraph' : 'heading')
    block.insert(0, [new Y.XmlText(WORDS[pick(WORDS.length)])])
    fragment().insert(pick(fragment().length + 1), [block])
    return
  }
  if (what === 1 && all.length > 3) {
    fragment().delete(pick(fragment().length), 1)
    return
  }
  const target = all[pick(all.length)].toArray().find((child) => child instanceof Y.XmlText)
  if (!target) return
  const text = target.toDelta().map((part) => part.insert).join('')
  const start = edge(text, pick(text.length + 1))
  if (what < 6) {
    target.insert(start, WORDS[pick(WORDS.length)])
    return
  }
  const end = edge(text, Math.min(text.length, start + 1 + pick(6)))
  if (end <= start) return
  if (what < 8) target.delete(start, end - start)
  else if (what === 8) target.format(start, end - start, { bold: random() < 0.6 ? {} : null })
  else
    target.format(start, end - start, {
      geoMark: random() < 0.7 ? { geoId: `geo-${pick(1000)}`, lat: pick(180) - 90.5, colorIndex: pick(10) } : null,
    })
}

const commands = {
  open: ({ client }) => {
    doc = new Y.Doc()
    doc.clientID = client
    return true
  },
  apply: ({ update }) => {
    Y.applyUpdate(doc, bytes(update))
    return true
  },
  encode: ({ since }) => base64(Y.encodeStateAsUpdate(doc, since ? bytes(since) : undefined)),
  stateVector: () => base64(Y.encodeStateVector(doc)),
  lines: () => blocks().map(line),
  random: ({ seed, edits }) => {
    const random = generator(seed)
    for (let i = 0; i < edits; i++) doc.transact(() => randomEdit(random))
    return true
  },
  fromProseMirror: ({ json }) => {
    prosemirrorJSONToYXmlFragment(schema, json, fragment())
    return true
  },
  toProseMirror: () => yXmlFragmentToProseMirrorRootNode(fragment(), schema).toJSON(),
  // What an editor does when a person types: it computes the node anew and writes the difference.
  typeInProseMirror: ({ block, text }) => {
    const meta = { mapping: new Map(), isOMark: new Map() }
    const json = yXmlFragmentToProseMirrorRootNode(fragment(), schema).toJSON()
    json.content[block].content.push({ type: 'text', text })
    doc.transact(() => updateYFragment(doc, fragment(), schema.nodeFromJSON(json), meta))
    return true
  },
  // A BigInt among the attributes makes this throw.
  stringify: () => JSON.stringify(blocks().map((block) => block.toArray().map((child) => child.toDelta?.() ?? null))),
  relative: ({ block, at }) =>
    JSON.stringify(Y.createRelativePositionFromTypeIndex(blocks()[block].get(0), at)),
}

for await (const request of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(request)
  try {
    console.log(JSON.stringify(commands[command.do](command) ?? null))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack ?? error) }))
  }
}
