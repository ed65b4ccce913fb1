/** The object's one alarm, shared by everything that has to happen at a time. */
export class Alarms {
  private armedAt: number | null = null;

  constructor(private readonly storage: DurableObjectStorage) {}

  /** After a wake the alarm of the earlier life may still stand. */
  async recall(): Promise<void> {
    this.armedAt = await this.storage.getAlarm();
  }

  rang(): void {
    this.armedAt = null;
  }

  /** Rings at the earliest of these; one that stands earlier is left alone, it only looks too soon. */
  ringAt(dues: readonly (number | null)[], now: number): void {
    const next = earliest(dues);
    if (next === null) return;
    const at = Math.max(next, now + 1);
    if (this.armedAt !== null && this.armedAt <= at) return;
    this.armedAt = at;
    void this.storage.setAlarm(at);
  }
}

export function earliest(dues: readonly (number | null)[]): number | null {
  const known = dues.filter((due): due is number => due !== null && Number.isFinite(due));
  return known.length === 0 ? null : Math.min(...known);
}
