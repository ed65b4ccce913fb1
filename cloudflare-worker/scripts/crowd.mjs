import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';
import * as awarenessProtocol from 'y-protocols/awareness';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';

// The demo's crowd: real Yjs peers, each in a document of its own, who type, rest and leave. CROWD_URL, CROWD_TOKEN,
// CROWD_DOCUMENTS, CROWD_SEED; ends with its stdin.

const url = process.env.CROWD_URL ?? '';
const documents = Number(process.env.CROWD_DOCUMENTS ?? 3);
const SYNC = 0;
const AWARENESS = 1;
const PAGE_AT_MOST = 40;
const TOWNS = [
  'Lisbon',
  'Porto',
  'Nairobi',
  'Quito',
  'Kyoto',
  'Oslo',
  'Lima',
  'Tunis',
  'Graz',
  'Perth',
  'Accra',
  'Riga',
];
/** @type {((a: string, b: string) => string)[]} */
const SENTENCES = [
  (a, b) => `We flew from ${a} to ${b}.`,
  (a, b) => `The parcel left ${a} on Monday and has reached ${b}.`,
  (a, b) => `Between ${a} and ${b} the train was late.`,
  (a) => `She was born in ${a}, and never said so.`,
  () => 'Nothing happened for a while.',
];

let seed = Number(process.env.CROWD_SEED ?? 1);
/** The same crowd for the same seed. */
function chance() {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
  return seed / 2 ** 31;
}
/** @template T @param {T[]} list @returns {T} */
const pick = (list) => /** @type {T} */ (list[Math.floor(chance() * list.length)]);
/** @param {number} low @param {number} high */
const between = (low, high) => low + Math.floor(chance() * (high - low));

/** @typedef {{ added: number[], updated: number[], removed: number[] }} Changed */

class Writer {
  /** @type {WebSocket | undefined} */
  socket;
  /** @type {NodeJS.Timeout | undefined} */
  waiting;

  /** @param {number} number */
  constructor(number) {
    this.number = number;
    this.doc = new Y.Doc();
    this.awareness = new awarenessProtocol.Awareness(this.doc);
    this.doc.on('update', (update, origin) => {
      if (origin !== this) this.send(SYNC, (encoder) => syncProtocol.writeUpdate(encoder, update));
    });
    this.awareness.on('update', (/** @type {Changed} */ { added, updated, removed }, /** @type {unknown} */ origin) => {
      if (origin === this) return;
      const changed = [...added, ...updated, ...removed];
      this.send(AWARENESS, (encoder) =>
        encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(this.awareness, changed)),
      );
    });
  }

  come() {
    this.socket = new WebSocket(`${url}/parties/document/crowd-${this.number}`, {
      headers: { Authorization: `Bearer ${process.env.CROWD_TOKEN ?? ''}` },
    });
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('open', () => {
      this.awareness.setLocalState({ user: { name: `Writer ${this.number}`, color: '#7a6a9a' }, schema: ['geoMark'] });
      this.send(SYNC, (encoder) => syncProtocol.writeSyncStep1(encoder, this.doc));
      this.later(between(500, 4000), () => this.type());
    });
    this.socket.on('message', (data, binary) => binary && this.hear(/** @type {Buffer} */ (data)));
    this.socket.on('error', () => {});
    this.socket.on('close', () => this.later(between(3000, 20_000), () => this.come()));
  }

  /** A sentence, a rest; after some of them, away for a while. */
  type() {
    const fragment = this.doc.getXmlFragment('default');
    this.doc.transact(() => {
      while (fragment.length >= PAGE_AT_MOST) fragment.delete(0, 1);
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(pick(SENTENCES)(pick(TOWNS), pick(TOWNS)))]);
      fragment.push([paragraph]);
    });
    if (chance() < 0.1) this.socket?.close();
    else this.later(between(2000, 9000), () => this.type());
  }

  /** @param {Buffer} data */
  hear(data) {
    const decoder = decoding.createDecoder(new Uint8Array(data));
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC) {
      const reply = encoding.createEncoder();
      encoding.writeVarUint(reply, SYNC);
      syncProtocol.readSyncMessage(decoder, reply, this.doc, this);
      if (encoding.length(reply) > 1) this.push(encoding.toUint8Array(reply));
    } else if (kind === AWARENESS) {
      awarenessProtocol.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    } else {
      // The question for presence: whoever is there says so again.
      this.awareness.setLocalState(this.awareness.getLocalState());
    }
  }

  /** @param {number} kind @param {(encoder: encoding.Encoder) => void} write */
  send(kind, write) {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, kind);
    write(encoder);
    this.push(encoding.toUint8Array(encoder));
  }

  /** @param {Uint8Array} bytes */
  push(bytes) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(bytes);
  }

  /** @param {number} delay @param {() => void} what */
  later(delay, what) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(what, delay);
  }
}

for (let number = 1; number <= documents; number++) {
  const writer = new Writer(number);
  writer.later(number * 150, () => writer.come());
}
console.log(`crowd is typing documents=${documents}`);
process.stdin.resume().once('end', () => process.exit(0));
