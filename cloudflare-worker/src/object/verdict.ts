import type { Reply } from './target';

/**
 * `accepted`: it is in the table. `retry`: weather, soon again. `hold`: the key or the schema is wrong, nothing will
 * get through until somebody acts. `bury`: the table will never take this very row.
 */
export type Verdict = 'accepted' | 'retry' | 'hold' | 'bury';

export function judge(reply: Reply): Verdict {
  if (reply.kind === 'lost') return 'retry';
  const { status } = reply;
  if (status >= 200 && status < 300) return 'accepted';
  if (status === 400 || status === 409 || status === 413 || status === 422) return 'bury';
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'retry';
  return 'hold';
}

const LONGEST_WAIT_MS = 60_000;

/** Doubling from the first wait to a minute, with a fifth of jitter so that objects do not come all at once. */
export function waitAfter(failures: number, first: number, random: number): number {
  const whole = Math.min(LONGEST_WAIT_MS, first * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (0.8 + 0.4 * random));
}

export const describe = (reply: Reply): string =>
  reply.kind === 'lost' ? reply.why : `status ${reply.status} ${reply.body.slice(0, 200)}`.trim();
