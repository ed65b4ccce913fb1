/** The highest agent this document has seen. */
export interface Fence {
  epoch: number;
  life: number;
}

export const NO_FENCE: Fence = { epoch: -1, life: -1 };

/** Negative when `a` is older than `b`. */
export function compareFences(a: Fence, b: Fence): number {
  return a.epoch - b.epoch || a.life - b.life;
}

export type FenceDecision = { kind: 'refuse'; reason: string } | { kind: 'accept'; raise: boolean };

/** Lower is refused; equal is the same worker coming back; higher displaces. */
export function decideFence(stored: Fence, comer: Fence): FenceDecision {
  const order = compareFences(comer, stored);
  if (order < 0) return { kind: 'refuse', reason: supersededReason(stored) };
  return { kind: 'accept', raise: order > 0 };
}

/** Managers read the stored epoch from this text. */
export const supersededReason = (stored: Fence): string => `superseded epoch=${stored.epoch} life=${stored.life}`;
