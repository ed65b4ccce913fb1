import { CloseCode } from '../contract';
import { decideExpiry } from './expiry';
import { askFrame } from './frames';
import { note, type Peer, stateOf } from './peer';
import { type Room, send, tell } from './room';
import type { Settings } from './settings';
import { decideSilence } from './silence';
import type { SharedText } from './text';

/** Looks after the open sockets by the clock: peers that fell silent, tokens that end. */
export class Watch {
  constructor(
    private readonly room: Room,
    private readonly text: SharedText,
    private readonly settings: Settings,
    private readonly lastPong: (peer: Peer) => number,
    private readonly dismiss: (peer: Peer, code: number, reason: string) => void,
  ) {}

  /** When to look next: the earliest moment at which any peer could need something. */
  dues(now: number): number[] {
    return this.room.peers().flatMap((peer) => [this.silence(peer, now).due, this.expiry(peer, now).due]);
  }

  look(now: number): void {
    for (const peer of this.room.peers()) {
      this.lookForSilence(peer, now);
      if (!stateOf(peer).gone) this.lookAtToken(peer, now);
    }
  }

  private lookForSilence(peer: Peer, now: number): void {
    const { step } = this.silence(peer, now);
    if (step === 'ask') {
      note(peer, { askedAt: now });
      send(peer, askFrame(this.text.open));
    }
    if (step === 'close') this.dismiss(peer, CloseCode.SILENT, 'nothing was heard for too long');
  }

  private lookAtToken(peer: Peer, now: number): void {
    const { visitor, tokenAsked } = stateOf(peer);
    if (visitor.role !== 'user' || visitor.expiresAt === null) return;
    const { step } = this.expiry(peer, now);
    if (step === 'close') this.dismiss(peer, CloseCode.TOKEN, 'token expired');
    if (step === 'ask' || step === 'ask-again') {
      note(peer, { tokenAsked: Math.max(tokenAsked + 1, step === 'ask-again' ? 2 : 1) });
      tell(peer, { type: 'token_expiring', in_ms: Math.max(0, visitor.expiresAt - now) });
    }
  }

  private silence(peer: Peer, now: number) {
    const { heardAt, askedAt } = stateOf(peer);
    // An automatic pong shows that the socket lives, so it may put the question off; it does not answer it.
    const alive = askedAt === null ? Math.max(heardAt, this.lastPong(peer)) : heardAt;
    return decideSilence(alive, askedAt, now, this.settings.silenceLimit);
  }

  /** An agent is bounded by the fence, not by its token's end: it would lose its document over a late renewal. */
  private expiry(peer: Peer, now: number) {
    const { visitor, tokenAsked } = stateOf(peer);
    if (visitor.role !== 'user' || visitor.expiresAt === null)
      return { step: 'wait' as const, due: Number.POSITIVE_INFINITY };
    return decideExpiry(visitor.expiresAt, tokenAsked, now, this.settings.tokenGrace);
  }
}
