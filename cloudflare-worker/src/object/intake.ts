import type { WSMessage } from 'partyserver';
import { CloseCode } from '../contract';
import { answerFrame, askFrame, awarenessFrame, decodeFrame, type Frame, sizeOf } from './frames';
import type { Parts } from './parts';
import { heard, isPerson, type Peer, stateOf } from './peer';
import type { Presence } from './presence';
import { Rate } from './rate';
import type { Rights } from './rights';
import { type Room, send } from './room';
import { vitals } from './vitals';

const ASK_AGAIN_AFTER_MS = 30_000;
const LARGEST_SMALL_FRAME = 65_536;

export type Dismiss = (peer: Peer, code: number, reason: string) => void;

/** Takes frames from peers. What is wrong with a frame costs its sender the connection, and nobody else anything. */
export class Intake {
  private readonly rates = new Map<string, Rate>();
  private readonly askedForMissing = new Map<string, number>();

  constructor(
    private readonly parts: Parts,
    private readonly room: Room,
    private readonly presence: Presence,
    private readonly rights: Rights,
    private readonly dismiss: Dismiss,
    private readonly onText: (peer: Peer, message: Record<string, unknown>) => Promise<void>,
  ) {}

  async receive(peer: Peer, message: WSMessage, now: number): Promise<void> {
    if (stateOf(peer).gone) return;
    const size = sizeOf(message);
    vitals.framesIn++;
    vitals.bytesIn += size;
    if (size > this.parts.settings.frameLimit) return this.dismiss(peer, CloseCode.TOO_LARGE, 'frame is too large');
    if (!this.rateOf(peer, now).allows(now)) return this.dismiss(peer, CloseCode.TOO_FAST, 'too many frames a second');
    heard(peer, now);
    const frame = decodeFrame(message);
    if (frame.kind !== 'update' && size > LARGEST_SMALL_FRAME)
      return this.dismiss(peer, CloseCode.TOO_LARGE, 'frame is too large for its kind');
    try {
      await this.take(peer, frame, now);
    } catch (error) {
      if (!(error instanceof UnreadableFrame)) throw error;
      this.dismiss(peer, CloseCode.BAD_FRAME, error.message);
    }
  }

  forget(peer: Peer): void {
    this.rates.delete(peer.id);
    this.askedForMissing.delete(peer.id);
  }

  private async take(peer: Peer, frame: Frame, now: number): Promise<void> {
    switch (frame.kind) {
      case 'ask':
        return send(peer, answerFrame(this.parts.text.open, frame.stateVector));
      case 'update':
        return this.takeUpdate(peer, frame.update, now);
      case 'awareness':
        return this.takeAwareness(peer, frame.update);
      case 'ask-awareness':
        return this.showEverybody(peer);
      case 'text':
        return this.onText(peer, frame.message);
      case 'ignored':
        return;
      case 'bad':
        throw new UnreadableFrame(frame.why);
    }
  }

  private takeUpdate(peer: Peer, update: Uint8Array, now: number): void {
    if (isEmpty(update)) return;
    if (stateOf(peer).readOnly !== null) return this.rights.tellWhy(peer);
    const { text, restorePoints } = this.parts;
    const before = { marks: text.holdsMarks, full: this.isFull() };
    const { changed, missing } = text.apply(update, peer);
    if (missing) this.askForMissing(peer, now);
    if (!changed) return;
    restorePoints.changed(now);
    if (isPerson(peer)) text.editedByPerson(now);
    if (before.marks !== text.holdsMarks || before.full !== this.isFull())
      for (const each of this.room.peers()) this.rights.review(each);
  }

  private takeAwareness(peer: Peer, update: Uint8Array): void {
    const passOn = unreadable(() => this.presence.receive(peer, update));
    if (!passOn) return;
    this.room.broadcast(awarenessFrame(passOn));
    this.rights.review(peer);
  }

  private showEverybody(peer: Peer): void {
    const everybody = this.presence.everybody();
    if (everybody) send(peer, awarenessFrame(everybody));
  }

  private isFull(): boolean {
    return this.parts.text.size > this.parts.settings.documentLimit;
  }

  /** Something it builds on never arrived (it was read-only, say): ask for the whole, but not without end. */
  private askForMissing(peer: Peer, now: number): void {
    if (now - (this.askedForMissing.get(peer.id) ?? Number.NEGATIVE_INFINITY) < ASK_AGAIN_AFTER_MS) return;
    this.askedForMissing.set(peer.id, now);
    send(peer, askFrame(this.parts.text.open));
  }

  private rateOf(peer: Peer, now: number): Rate {
    const known = this.rates.get(peer.id);
    if (known) return known;
    const rate = new Rate(this.parts.settings.framesPerSecond, now);
    this.rates.set(peer.id, rate);
    return rate;
  }
}

/** A client's mistake, as opposed to ours. */
class UnreadableFrame extends Error {}

function unreadable<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    throw new UnreadableFrame(error instanceof Error ? error.message : 'unreadable');
  }
}

/** No structs and no deletions: what a client that has nothing new answers. */
const isEmpty = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0;
