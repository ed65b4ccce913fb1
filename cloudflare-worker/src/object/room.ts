import { type FromObject, TEXT_PREFIX } from '../contract';
import { isPerson, type Peer, stateOf } from './peer';
import { vitals } from './vitals';

/** The connections that count: open, and not yet given up. */
export class Room {
  constructor(private readonly connections: () => Iterable<Peer>) {}

  peers(): Peer[] {
    return [...this.connections()].filter((peer) => !stateOf(peer).gone);
  }

  people(): number {
    return this.peers().filter(isPerson).length;
  }

  agents(): Peer[] {
    return this.peers().filter((peer) => !isPerson(peer));
  }

  broadcast(frame: Uint8Array): void {
    for (const peer of this.peers()) send(peer, frame);
  }

  /** For clients that said hello. */
  tellHearers(message: FromObject): void {
    for (const peer of this.peers()) if (stateOf(peer).hello) tell(peer, message);
  }
}

export function tell(peer: Peer, message: FromObject): void {
  if (stateOf(peer).hearsText) send(peer, TEXT_PREFIX + JSON.stringify(message));
}

export function send(peer: Peer, frame: Uint8Array | string): void {
  vitals.framesOut++;
  vitals.bytesOut += frame.length;
  try {
    peer.send(frame);
  } catch {
    // The socket is on its way out; its close is reported separately, and what it missed it asks for when it returns.
  }
}
