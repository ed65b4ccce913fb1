/** How long before its end a token is asked for anew. */
export const WARN_BEFORE_MS = 60_000;

export type ExpiryStep = 'wait' | 'ask' | 'ask-again' | 'close';

/** What to do about a token that ends at `expiresAt`, having asked `asked` times; and when to look again. */
export function decideExpiry(
  expiresAt: number,
  asked: number,
  now: number,
  grace: number,
): { step: ExpiryStep; due: number } {
  if (now >= expiresAt + grace) return { step: 'close', due: Number.POSITIVE_INFINITY };
  if (now >= expiresAt) return { step: asked < 2 ? 'ask-again' : 'wait', due: expiresAt + grace };
  if (now >= expiresAt - WARN_BEFORE_MS) return { step: asked < 1 ? 'ask' : 'wait', due: expiresAt };
  return { step: 'wait', due: expiresAt - WARN_BEFORE_MS };
}
