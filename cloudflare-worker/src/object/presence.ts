import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import {
  type Awareness,
  applyAwarenessUpdate,
  encodeAwarenessUpdate,
  removeAwarenessStates,
} from 'y-protocols/awareness';
import { essenceOf } from './essence';
import { type AwarenessEntry, note, type Peer, stateOf } from './peer';

const LONGEST_STATE = 4_000;
const LONGEST_TOGETHER = 6_000;
const MOST_IDS = 3;

/**
 * Who is seen in the document. A state belongs to the connection that brought it; what others say about it is ignored,
 * because stock clients send back all they hear and report people as gone whose renewal they have missed.
 */
export class Presence {
  private readonly owners = new Map<number, Peer>();

  constructor(private readonly awareness: Awareness) {}

  /** After hibernation the states are still with their sockets. */
  recall(peers: Iterable<Peer>): void {
    for (const peer of peers) for (const entry of stateOf(peer).awareness) this.adopt(peer, entry);
  }

  /** Takes what the peer may say, and answers what is to be passed on to everybody, or null. */
  receive(peer: Peer, update: Uint8Array): Uint8Array | null {
    const accepted = decodeEntries(update).filter((entry) => this.takes(peer, entry));
    return accepted.length === 0 ? null : encodeEntries(accepted);
  }

  /** The peer is gone: what the others are to be told, or null. */
  leave(peer: Peer): Uint8Array | null {
    const ids = stateOf(peer)
      .awareness.map((entry) => entry.id)
      .filter((id) => this.owners.get(id) === peer);
    note(peer, { awareness: [] });
    if (ids.length === 0) return null;
    removeAwarenessStates(this.awareness, ids, peer);
    const farewell = encodeAwarenessUpdate(this.awareness, ids);
    for (const id of ids) {
      this.owners.delete(id);
      // Forgotten with its clock, so that the same client may come back with the clock it had.
      this.awareness.meta.delete(id);
    }
    return farewell;
  }

  /** Everybody's state, for one who has just come; null when nobody is seen. */
  everybody(): Uint8Array | null {
    const ids = [...this.awareness.getStates().keys()];
    return ids.length === 0 ? null : encodeAwarenessUpdate(this.awareness, ids);
  }

  private takes(peer: Peer, entry: AwarenessEntry): boolean {
    if (!this.accepts(peer, entry)) return false;
    this.adopt(peer, entry);
    const others = stateOf(peer).awareness.filter((each) => each.id !== entry.id);
    if (entry.json === 'null') this.owners.delete(entry.id);
    note(peer, { awareness: entry.json === 'null' ? others : [...others, entry] });
    return true;
  }

  private accepts(peer: Peer, entry: AwarenessEntry): boolean {
    const owner = this.owners.get(entry.id);
    const clock = this.awareness.meta.get(entry.id)?.clock ?? 0;
    if (owner === peer && entry.json === 'null') return entry.clock >= clock;
    if (entry.json === 'null' || entry.clock <= clock) return false;
    // The same client on a new socket, while its old one is not yet known to be dead.
    if (owner && owner !== peer && stateOf(owner).visitor.sub !== stateOf(peer).visitor.sub) return false;
    const others = stateOf(peer).awareness.filter((each) => each.id !== entry.id);
    return others.length < MOST_IDS && entry.json.length + lengthOf(others) <= LONGEST_TOGETHER;
  }

  private adopt(peer: Peer, entry: AwarenessEntry): void {
    const former = this.owners.get(entry.id);
    if (former && former !== peer)
      note(former, { awareness: stateOf(former).awareness.filter((each) => each.id !== entry.id) });
    this.owners.set(entry.id, peer);
    applyAwarenessUpdate(this.awareness, encodeEntries([entry]), peer);
  }
}

/** The states this peer shows, parsed. */
export const statesOf = (peer: Peer): unknown[] => stateOf(peer).awareness.map((entry) => JSON.parse(entry.json));

const lengthOf = (entries: readonly AwarenessEntry[]): number =>
  entries.reduce((sum, entry) => sum + entry.json.length, 0);

/** Throws on anything that is no awareness update; the caller closes that connection. */
function decodeEntries(update: Uint8Array): AwarenessEntry[] {
  const decoder = decoding.createDecoder(update);
  const entries: AwarenessEntry[] = [];
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const id = decoding.readVarUint(decoder);
    const clock = decoding.readVarUint(decoder);
    const state: unknown = JSON.parse(decoding.readVarString(decoder));
    const json = JSON.stringify(state);
    entries.push({ id, clock, json: json.length > LONGEST_STATE ? JSON.stringify(essenceOf(state)) : json });
  }
  return entries;
}

function encodeEntries(entries: readonly AwarenessEntry[]): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, entries.length);
  for (const { id, clock, json } of entries) {
    encoding.writeVarUint(encoder, id);
    encoding.writeVarUint(encoder, clock);
    encoding.writeVarString(encoder, json);
  }
  return encoding.toUint8Array(encoder);
}
