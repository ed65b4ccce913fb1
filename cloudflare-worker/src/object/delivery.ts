import type { Meta } from './meta';
import type { Letter, Outbox } from './outbox';
import type { Settings } from './settings';
import type { Reply, Target } from './target';
import { describe, judge, type Verdict, waitAfter } from './verdict';

interface Patience {
  failures: number;
  held: boolean;
  /** Not before this time. */
  nextAt: number;
}

interface PendingSwitch {
  seq: number;
  off: boolean;
}

const AT_EASE: Patience = { failures: 0, held: false, nextAt: 0 };
const BATCH = 50;
const RUN_LOST_AFTER_MS = 15_000;

/** Carries the outbox to the table, in order, one request at a time, and the agent switch after it. */
export class Delivery {
  /** When the present run began; null when none is on its way. */
  private startedAt: number | null = null;
  private single = false;

  constructor(
    private readonly documentId: string,
    private readonly outbox: Outbox,
    private readonly target: Target | null,
    private readonly meta: Meta,
    private readonly settings: Settings,
  ) {}

  get held(): boolean {
    return this.patience.held;
  }

  /** Nothing waits, so a sign of life would not overtake an event. */
  get atEase(): boolean {
    return this.startedAt === null && this.outbox.size === 0 && this.patience.failures === 0;
  }

  due(): number | null {
    if (!this.target || (this.outbox.size === 0 && !this.pendingSwitch)) return null;
    // Should the object die in the middle of a run, the alarm begins it anew.
    return this.startedAt === null ? this.patience.nextAt : this.startedAt + RUN_LOST_AFTER_MS;
  }

  switchAgent(off: boolean, now: number): void {
    this.meta.put('agent_off', off);
    if (this.target) this.meta.put('switch', { seq: this.outbox.nextSeq(now), off } satisfies PendingSwitch);
  }

  /** Sends what is due; returns when nothing is left or something is in the way. */
  async run(now: () => number): Promise<void> {
    if (!this.target || this.startedAt !== null || now() < this.patience.nextAt) return;
    this.startedAt = now();
    try {
      while (await this.step(this.target, now)) {}
    } finally {
      this.startedAt = null;
    }
  }

  private async step(target: Target, now: () => number): Promise<boolean> {
    const letters = this.outbox.head(this.single ? 1 : BATCH);
    if (letters.length > 0) return this.deliver(letters, await target.insert(letters), now());
    const wanted = this.pendingSwitch;
    if (!wanted) return false;
    return this.settleSwitch(wanted, await target.switched(wanted.seq, wanted.off), now());
  }

  private deliver(letters: Letter[], reply: Reply, now: number): boolean {
    const verdict = judge(reply);
    switch (verdict) {
      case 'accepted':
        this.outbox.delivered(letters);
        if (this.outbox.size === 0) this.single = false;
        return this.succeeded();
      case 'bury':
        // One bad row spoils its batch: go one by one until it is found.
        if (letters.length === 1 && letters[0]) this.bury(letters[0], reply);
        else this.single = true;
        return true;
      case 'retry':
      case 'hold':
        return this.failed(verdict, reply, now);
    }
  }

  private settleSwitch(wanted: PendingSwitch, reply: Reply, now: number): boolean {
    const verdict = judge(reply);
    if (verdict === 'retry' || verdict === 'hold') return this.failed(verdict, reply, now);
    if (verdict === 'bury')
      console.error(`[DO] the agent switch was refused document=${this.documentId} why=${describe(reply)}`);
    // A newer switch may have been thrown while this one was on its way.
    if (this.pendingSwitch?.seq === wanted.seq) this.meta.put('switch', null);
    return this.succeeded();
  }

  private bury(letter: Letter, reply: Reply): void {
    this.single = false;
    this.outbox.bury(letter, describe(reply));
    console.error(
      `[DO] set an event aside document=${this.documentId} event=${letter.type} seq=${letter.seq} ` +
        `dead=${this.outbox.deadLetters} why=${describe(reply)}`,
    );
  }

  private succeeded(): true {
    if (this.patience.failures > 0) {
      console.log(`[DO] activity is delivered again document=${this.documentId}`);
      this.meta.put('patience', AT_EASE);
    }
    return true;
  }

  private failed(verdict: Verdict, reply: Reply, now: number): false {
    const failures = this.patience.failures + 1;
    const held = verdict === 'hold';
    const wait = held ? this.settings.holdRetry : waitAfter(failures, this.settings.retryFirst, Math.random());
    if (held && !this.held)
      console.error(
        `[DO] activity is held back: the key or the schema of the activity table is wrong, check ACTIVITY_KEY or ` +
          `SUPABASE_SERVICE_KEY and run the migrations document=${this.documentId} why=${describe(reply)}`,
      );
    else if (failures === 1 && !held)
      console.warn(
        `[DO] activity could not be delivered, trying again document=${this.documentId} why=${describe(reply)}`,
      );
    this.meta.put('patience', { failures, held, nextAt: now + wait } satisfies Patience);
    return false;
  }

  private get patience(): Patience {
    return this.meta.get('patience', AT_EASE);
  }

  private get pendingSwitch(): PendingSwitch | null {
    return this.meta.get<PendingSwitch | null>('switch', null);
  }
}
