import type { Connection } from 'partyserver';
import type { ReadOnlyReason } from '../contract';
import type { Visitor } from './visitor';

/** What the object knows of a connection. Lives in the socket's attachment, so it survives hibernation; 16 KB at most. */
export interface PeerState {
  visitor: Visitor;
  /** When something was last heard; written at most every ten seconds. */
  heardAt: number;
  /** When this peer was last asked for its state because it was silent. */
  askedAt: number | null;
  /** How often the present token was asked for anew. */
  tokenAsked: number;
  /** It understands text frames: stock y-websocket clients throw at the first one, which ends a program in Node. */
  hearsText: boolean;
  /** It said hello, so it is told more than the necessary. */
  hello: boolean;
  readOnly: ReadOnlyReason | null;
  /** Closed by us, or known to be gone: its frames count for nothing while the socket lingers. */
  gone: boolean;
  awareness: AwarenessEntry[];
}

/** One awareness state that this connection speaks for. */
export interface AwarenessEntry {
  id: number;
  clock: number;
  json: string;
}

export type Peer = Connection<PeerState>;

const HEARD_EVERY_MS = 10_000;

export function greet(peer: Peer, visitor: Visitor, hearsText: boolean, now: number): void {
  peer.setState({
    visitor,
    heardAt: now,
    askedAt: null,
    tokenAsked: 0,
    hearsText,
    hello: false,
    readOnly: null,
    gone: false,
    awareness: [],
  });
}

export function stateOf(peer: Peer): PeerState {
  const state = peer.state as PeerState | null;
  if (state === null) throw new Error('a connection has no state: it was never greeted');
  return state;
}

export function note(peer: Peer, change: Partial<PeerState>): void {
  peer.setState({ ...stateOf(peer), ...change });
}

export function heard(peer: Peer, now: number): void {
  const { heardAt, askedAt } = stateOf(peer);
  if (now - heardAt >= HEARD_EVERY_MS || askedAt !== null) note(peer, { heardAt: now, askedAt: null });
}

export const isPerson = (peer: Peer): boolean => stateOf(peer).visitor.role === 'user';
