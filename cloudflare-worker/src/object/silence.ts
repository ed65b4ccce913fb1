/**
 * Half-open peers. Every Yjs client must answer a request for its state at any time, so a peer that has been silent is
 * asked, and one that does not answer is gone, whatever its socket or an automatic pong claims.
 */
export type SilenceStep = 'wait' | 'ask' | 'close';

/** A busy machine at the other end is not a dead one. */
const SHORTEST_ANSWER_MS = 3_000;

export function decideSilence(
  heardAt: number,
  askedAt: number | null,
  now: number,
  limit: number,
): { step: SilenceStep; due: number } {
  const asked = askedAt !== null && askedAt >= heardAt ? askedAt : null;
  const answerWithin = Math.max(SHORTEST_ANSWER_MS, Math.ceil(limit / 3));
  if (asked !== null && now >= asked + answerWithin) return { step: 'close', due: Number.POSITIVE_INFINITY };
  if (asked !== null) return { step: 'wait', due: asked + answerWithin };
  if (now >= heardAt + limit) return { step: 'ask', due: now + answerWithin };
  return { step: 'wait', due: heardAt + limit };
}
