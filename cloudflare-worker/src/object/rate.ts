/** A token bucket: `perSecond` on average, four seconds' worth at once. */
export class Rate {
  private left: number;
  private at: number;

  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.left = perSecond * 4;
    this.at = now;
  }

  allows(now: number): boolean {
    const refill = (Math.max(0, now - this.at) / 1000) * this.perSecond;
    this.left = Math.min(this.perSecond * 4, this.left + refill);
    this.at = Math.max(this.at, now);
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
