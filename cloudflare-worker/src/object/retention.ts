/** A kept state, as far as deciding needs to know it. */
export interface Kept {
  point: number;
  madeAt: number;
  kind: 'kept' | 'before_restore';
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const HOURS = 24;
const DAYS = 30;
const RESTORES = 10;

/** Which points to let go: the newest of each of the last 24 hours and 30 days that have any stay, and 10 undo points. */
export function expendable(points: readonly Kept[]): number[] {
  const newestFirst = [...points].sort((a, b) => b.madeAt - a.madeAt);
  const kept = newestFirst.filter((point) => point.kind === 'kept');
  const stays = new Set([
    ...newestOfEach(kept, HOUR_MS, HOURS),
    ...newestOfEach(kept, DAY_MS, DAYS),
    ...newestFirst
      .filter((point) => point.kind === 'before_restore')
      .slice(0, RESTORES)
      .map((point) => point.point),
  ]);
  return newestFirst.map((point) => point.point).filter((point) => !stays.has(point));
}

function newestOfEach(newestFirst: readonly Kept[], span: number, most: number): number[] {
  const bySpan = new Map<number, number>();
  for (const { point, madeAt } of newestFirst) {
    const slot = Math.floor(madeAt / span);
    if (!bySpan.has(slot)) bySpan.set(slot, point);
  }
  return [...bySpan.values()].slice(0, most);
}
