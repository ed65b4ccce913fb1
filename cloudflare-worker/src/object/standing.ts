import type { Reply, Target } from './target';
import { judge } from './verdict';

/** What the table knows of a document without an agent: its place in the waiting list, or what keeps agents away. */
export interface Standing {
  position?: number;
  keptAwayBy?: 'ban' | 'pause' | 'quarantine';
}

/** An agent that is on its way needs less than the first of these; whoever waits long is asked for ever more rarely. */
const PAUSES_MS = [3_000, 5_000, 10_000, 20_000, 40_000, 60_000];
/** A table of an earlier version does not know the question. */
const NOT_KNOWN_MS = 3_600_000;

/** While people are without an agent: asks now and then where their document stands, so that the page can say it. */
export class Inquiry {
  standing: Standing = {};
  private nextAt: number | null = null;
  private asked = 0;
  private asking = false;

  constructor(private readonly target: Target | null) {}

  due(): number | null {
    return this.asking ? null : this.nextAt;
  }

  /** Told after every change; only the first of a wait begins anew. */
  waits(waiting: boolean, now: number): void {
    if (!waiting) {
      this.nextAt = null;
      this.standing = {};
    } else if (this.nextAt === null && this.target) {
      this.asked = 0;
      this.nextAt = now + pause(0);
    }
  }

  async ask(now: () => number): Promise<void> {
    if (!this.target || this.asking) return;
    this.asking = true;
    try {
      this.settle(await this.target.standing(), now());
    } finally {
      this.asking = false;
    }
  }

  private settle(reply: Reply, now: number): void {
    // The agent came in the meantime.
    if (this.nextAt === null) return;
    this.asked++;
    this.nextAt = now + (reply.kind === 'status' && reply.status === 404 ? NOT_KNOWN_MS : pause(this.asked));
    // What cannot be asked is not known; that the table cannot be reached is said by those who tell it things.
    this.standing = reply.kind === 'status' && judge(reply) === 'accepted' ? readStanding(reply.body) : {};
  }
}

const pause = (asked: number): number => PAUSES_MS[Math.min(asked, PAUSES_MS.length - 1)] ?? NOT_KNOWN_MS;

export function readStanding(body: string): Standing {
  try {
    const answer: unknown = JSON.parse(body);
    if (typeof answer !== 'object' || answer === null) return {};
    const { position, kept_away_by: by } = answer as { position?: unknown; kept_away_by?: unknown };
    return {
      ...(Number.isSafeInteger(position) && Number(position) > 0 ? { position: Number(position) } : {}),
      ...(by === 'ban' || by === 'pause' || by === 'quarantine' ? { keptAwayBy: by } : {}),
    };
  } catch {
    return {};
  }
}
