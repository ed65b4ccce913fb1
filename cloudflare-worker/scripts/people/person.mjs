import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import YProvider from 'y-partyserver/provider';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { chanceOf, journey } from './sentences.mjs';

/** A person takes away the oldest of these when there are more: a document must not grow for ever. */
const KEPT = 40;
const POLYFILL = /** @type {typeof globalThis.WebSocket} */ (/** @type {unknown} */ (WebSocket));

/**
 * Somebody with one document, and a copy of it that outlives a closed tab: what was typed while the server was away
 * goes there at the next visit. People come with either of the two stock providers.
 */
export class Person {
  doc = new Y.Doc();
  /** @type {{ text: string, places: string[], paragraph: Y.XmlElement }[]} */
  written = [];
  /** @type {YProvider | WebsocketProvider | null} */
  provider = null;
  #count = 0;
  #stopping = new AbortController();
  /** @type {Promise<void>} */
  #life = Promise.resolve();

  /** @param {{ host: string, token: string, document: string, number: number, seed: number }} who */
  constructor({ host, token, document, number, seed }) {
    this.host = host;
    this.token = token;
    this.document = document;
    this.number = number;
    this.name = `${document}-${number}`;
    this.chance = chanceOf(seed);
  }

  begin() {
    this.#life = this.#live();
  }

  /** The sentence in hand is finished first. */
  async stop() {
    this.#stopping.abort();
    await this.#life;
  }

  come() {
    if (this.provider) return;
    const state = { user: { name: this.name, color: '#7a6a9a' }, schema: ['geoMark'] };
    const stock = this.number % 2 === 0;
    this.provider = stock
      ? new WebsocketProvider(`ws://${this.host}/parties/document`, this.document, this.doc, {
          disableBc: true,
          WebSocketPolyfill: POLYFILL,
          params: { token: this.token },
        })
      : new YProvider(this.host, this.document, this.doc, {
          party: 'document',
          protocol: 'ws',
          disableBc: true,
          WebSocketPolyfill: POLYFILL,
          params: { token: this.token },
        });
    this.provider.awareness.setLocalState(state);
  }

  leave() {
    this.provider?.destroy();
    this.provider = null;
  }

  async #live() {
    while (!this.#stopping.signal.aborted) {
      this.come();
      for (let left = this.#between(1, 6); left > 0 && !this.#stopping.signal.aborted; left--) {
        await this.#type();
        await this.#rest(this.#between(500, 3000));
      }
      if (this.chance() < 0.3 && !this.#stopping.signal.aborted) {
        this.leave();
        await this.#rest(this.#between(500, 6000));
      }
    }
  }

  /** In pieces, as hands do: the agent sees half sentences, and may go in the middle of one. */
  async #type() {
    this.#count++;
    const { text, places } = journey(this.chance, `${this.name}-${this.#count}`);
    const content = new Y.XmlText();
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [content]);
    this.doc.getXmlFragment('default').push([paragraph]);
    for (let at = 0; at < text.length; ) {
      const piece = text.slice(at, at + this.#between(3, 12));
      content.insert(content.length, piece);
      at += piece.length;
      await sleep(this.#between(10, 60));
    }
    this.written.push({ text, places, paragraph });
    if (this.written.length > KEPT) this.#takeAwayOldest();
  }

  #takeAwayOldest() {
    const oldest = this.written.shift();
    const fragment = this.doc.getXmlFragment('default');
    const at = /** @type {unknown[]} */ (fragment.toArray()).indexOf(oldest?.paragraph);
    if (at >= 0) fragment.delete(at, 1);
  }

  /** @param {number} low @param {number} high */
  #between(low, high) {
    return low + Math.floor(this.chance() * (high - low));
  }

  /** @param {number} ms */
  async #rest(ms) {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }
}
