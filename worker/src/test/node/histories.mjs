// Histories that Yjs and y-prosemirror make with everything they have but Y.XmlHook, which yrs cannot read: told by lines on stdin, answering one line each.
import readline from 'node:readline'
import { Schema } from 'prosemirror-model'
import { updateYFragment } from 'y-prosemirror'
import * as Y from 'yjs'

const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { group: 'block', content: 'inline*', attrs: { align: { default: null } } },
    list: { group: 'block', content: 'item+' },
    item: { content: 'block+' },
    text: { group: 'inline' },
    image: { group: 'inline', inline: true, attrs: { src: { default: '' } } },
  },
  marks: { bold: {}, geoMark: { attrs: { geoId: { default: '' }, lat: { default: 0 } } } },
})

const base64 = (bytes) => Buffer.from(bytes).toString('base64')
const bytes = (text) => new Uint8Array(Buffer.from(text, 'base64'))

// mulberry32: the same seed gives the same history.
const generator = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

const WORDS = ['Paris', ' in ', '😀', 'São Paulo. ', '東京。', 'a\u0301', '\u0000', '']

const history = (random) => {
  const pick = (n) => Math.floor(random() * n)
  const word = () => WORDS[pick(WORDS.length)]
  // Where a pair of surrogates is cut in two, Yjs has two question marks and yrs has the pair again: no editor cuts one.
  const plain = () => word().replace('😀', 'é')
  const nested = (depth) => (depth === 0 ? word() : { deep: [nested(depth - 1), null, true] })
  const value = () =>
    [
      () => word(),
      () => pick(1e9) - 5e8,
      () => random() * 1e12,
      () => 2 ** 53 - 1,
      () => BigInt(pick(1e9)) * 4294967296n,
      () => null,
      () => undefined,
      () => random() < 0.5,
      () => new Uint8Array([pick(256), 0, 255]),
      () => nested(pick(20)),
      () => new Y.Map([['k', word()]]),
      () => new Y.Array(),
      () => new Y.Text(word()),
      () => new Y.XmlElement('widget'),
      () => new Y.Doc({ guid: `sub-${pick(1e6)}`, meta: { title: word() }, autoLoad: random() < 0.5 }),
    ][pick(15)]()

  // An array of Yjs takes neither of these by itself.
  const item = () => {
    const one = value()
    return one === undefined || typeof one === 'bigint' ? { one } : one
  }

  const people = Array.from({ length: 2 + pick(3) }, (_, i) => {
    const doc = new Y.Doc({ gc: random() < 0.7 })
    doc.clientID = (random() < 0.5 ? pick(2 ** 31) : pick(100)) * 8 + i
    const types = [doc.getText('text'), doc.getMap('map'), doc.getArray('array'), doc.getXmlFragment('default')]
    return { doc, undo: new Y.UndoManager(types, { captureTimeout: 0 }), updates: [] }
  })
  const all = []
  for (const { doc, updates } of people)
    doc.on('update', (update, origin) => origin !== 'sync' && (updates.push(update), all.push(update)))

  people[0].doc.getMap('map').set('first', true)

  const inline = () =>
    random() < 0.2
      ? schema.node('image', { src: word() })
      : schema.text(
          word() || 'x',
          random() < 0.4 ? [schema.mark('geoMark', { geoId: `geo-${pick(99)}`, lat: random() })] : [],
        )
  const paragraph = () =>
    schema.node('paragraph', random() < 0.2 ? { align: word() } : null, Array.from({ length: pick(4) }, inline))
  const block = () =>
    random() < 0.2 ? schema.node('list', null, [schema.node('item', null, [paragraph(), paragraph()])]) : paragraph()

  const actions = [
    ({ doc }) => {
      const text = doc.getText('text')
      text.insert(pick(text.length + 1), plain(), random() < 0.3 ? { bold: true, place: nested(2) } : undefined)
    },
    ({ doc }) => {
      const text = doc.getText('text')
      if (text.length > 2) text.delete(pick(text.length - 1), 1 + pick(2))
    },
    ({ doc }) => {
      const text = doc.getText('text')
      const at = pick(text.length)
      if (text.length > 0) text.format(at, 1 + pick(text.length - at), { bold: random() < 0.5 ? null : nested(3) })
    },
    ({ doc }) => {
      const text = doc.getText('text')
      text.insertEmbed(pick(text.length + 1), random() < 0.5 ? { image: nested(3) } : new Y.Map([['in', word()]]))
    },
    ({ doc }) => doc.getMap('map').set(`k${pick(5)}`, value()),
    ({ doc }) => doc.getMap('map').delete(`k${pick(5)}`),
    ({ doc }) => {
      const inner = doc.getMap('map').get(`k${pick(5)}`)
      if (inner instanceof Y.Map) inner.set('again', value())
      if (inner instanceof Y.Array) inner.push([item(), item()])
      if (inner instanceof Y.Text) inner.insert(0, word())
    },
    ({ doc }) => {
      const array = doc.getArray('array')
      array.insert(pick(array.length + 1), Array.from({ length: pick(4) }, item))
    },
    ({ doc }) => {
      const array = doc.getArray('array')
      if (array.length > 0) array.delete(pick(array.length), 1)
    },
    ({ doc }) => {
      const meta = { mapping: new Map(), isOMark: new Map() }
      const whole = schema.node('doc', null, Array.from({ length: 1 + pick(4) }, block))
      doc.transact(() => updateYFragment(doc, doc.getXmlFragment('default'), whole, meta))
    },
    ({ doc }) => {
      const fragment = doc.getXmlFragment('default')
      if (fragment.length > 0) fragment.delete(pick(fragment.length), 1)
    },
    ({ undo }) => undo.undo(),
    ({ undo }) => undo.redo(),
  ]
  const sync = (from, to) => Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'sync')

  for (let step = 10 + pick(40); step > 0; step--) {
    const one = people[pick(people.length)]
    if (random() < 0.15) sync(people[pick(people.length)], one)
    else if (random() < 0.3)
      one.doc.transact(() => {
        for (let i = pick(5); i > 0; i--) actions[pick(11)](one)
      })
    else actions[pick(actions.length)](one)
  }
  for (let round = 0; round < 2; round++) for (const a of people) for (const b of people) if (a !== b) sync(a, b)
  return { people, all, pick, random }
}

// As they went over the wire, and as servers and stores pack them: merged with and without gaps, cut, in the other format.
const packed = ({ people, all, pick, random }) => {
  const some = () => all.filter(() => random() < 0.6)
  const whole = people.map(({ doc }) => Y.encodeStateAsUpdate(doc))
  const known = () => Y.encodeStateVectorFromUpdate(Y.mergeUpdates([all[pick(all.length)]]))
  const packs = [
    ...all,
    Y.mergeUpdates(all),
    Y.mergeUpdates([...some(), all[0]]),
    Y.mergeUpdates([...some(), all.at(-1)]),
    Y.diffUpdate(Y.mergeUpdates([...some(), all[0]]), known()),
    Y.diffUpdate(whole[0], known()),
    Y.convertUpdateFormatV2ToV1(Y.encodeStateAsUpdateV2(people[0].doc)),
    Y.mergeUpdates(whole),
  ]
  for (let i = packs.length - 1; i > 0; i--) {
    const j = pick(i + 1)
    ;[packs[i], packs[j]] = [packs[j], packs[i]]
  }
  return packs
}

const reader = (update) => {
  const doc = new Y.Doc()
  for (const name of ['Text', 'Map', 'Array']) doc[`get${name}`](name.toLowerCase())
  doc.getXmlFragment('default')
  Y.applyUpdate(doc, update)
  return doc
}

const content = (doc) =>
  JSON.stringify(
    [
      doc.getXmlFragment('default').toString(),
      doc.getText('text').toDelta(),
      Object.entries(doc.getMap('map').toJSON()).sort(),
      doc.getArray('array').toJSON(),
      [...doc.getSubdocs()].map((sub) => sub.guid).sort(),
    ],
    (_, value) =>
      typeof value === 'bigint'
        ? Number(value) // yrs has one kind of number
        : value === undefined
          ? 'undefined'
          : value && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.entries(value).sort())
            : value,
  )

let doc = new Y.Doc()

const commands = {
  grow: ({ seed }) => {
    const grown = history(generator(seed))
    doc = reader(Y.mergeUpdates(grown.people.map((one) => Y.encodeStateAsUpdate(one.doc))))
    return packed(grown).map(base64)
  },
  // What another program made of it, read by Yjs: empty when it is the same.
  difference: ({ update }) => {
    const [read, made] = [content(reader(bytes(update))), content(doc)]
    if (read === made) return ''
    const at = [...made].findIndex((_, i) => read[i] !== made[i]) - 60
    return `${read.slice(Math.max(0, at), at + 120)} instead of ${made.slice(Math.max(0, at), at + 120)}`
  },
}

for await (const request of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(request)
  try {
    console.log(JSON.stringify(commands[command.do](command) ?? null))
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack ?? error) }))
  }
}
