import type { Meta } from './meta';
import type { Outbox } from './outbox';
import type { Reply, Target } from './target';
import { describe, judge } from './verdict';

const WHILE_EDITED_MS = 60_000;
const WHILE_IN_USE_MS = 300_000;

/** Tells the table from time to time that the document is still in use: at most once a minute while people edit. */
export class Signs {
  private notBefore = 0;

  constructor(
    private readonly documentId: string,
    private readonly target: Target | null,
    private readonly outbox: Outbox,
    private readonly meta: Meta,
  ) {}

  /** An event is a sign as well. */
  given(now: number): void {
    this.meta.put('sign_at', now);
  }

  due(people: number, editedAt: number | null): number | null {
    if (!this.target || people === 0) return null;
    const last = this.meta.get('sign_at', 0);
    const edited = editedAt !== null && editedAt > last;
    return Math.max(last + (edited ? WHILE_EDITED_MS : WHILE_IN_USE_MS), this.notBefore);
  }

  async give(people: number, editedAt: number | null, now: () => number): Promise<void> {
    if (!this.target) return;
    // Set before it is sent: whatever comes of it, the next one waits its turn.
    this.notBefore = now() + WHILE_EDITED_MS;
    const editedMsAgo = editedAt === null ? null : Math.max(0, now() - editedAt);
    this.settle(await this.target.seen(this.outbox.lastSeq, people, editedMsAgo), now());
  }

  private settle(reply: Reply, now: number): void {
    if (reply.kind === 'lost' || judge(reply) !== 'accepted') {
      console.warn(`[DO] a sign of life was not taken document=${this.documentId} why=${describe(reply)}`);
      return;
    }
    this.given(now);
    // Ignored, because the table knows a higher number: our storage is younger than the document. Go past it.
    if (reply.body.trim() === 'false') this.outbox.nextSeq(now);
  }
}
