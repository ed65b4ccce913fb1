import { type Activity, type Change, counted, graceChecked, NOBODY } from './activity';
import type { Meta } from './meta';
import type { Outbox } from './outbox';

/** Keeps the count of people and writes what it means into the outbox, both in one turn. */
export class Usage {
  constructor(
    private readonly documentId: string,
    private readonly meta: Meta,
    private readonly outbox: Outbox,
    private readonly idleAfter: number,
    private readonly reports: boolean,
  ) {}

  get activity(): Activity {
    return this.meta.get('activity', NOBODY);
  }

  /** Answers whether anything changed. */
  count(people: number, now: number): boolean {
    return this.apply(counted(this.activity, people, now, this.idleAfter), now);
  }

  checkGrace(now: number): boolean {
    return this.apply(graceChecked(this.activity, now), now);
  }

  private apply(change: Change, now: number): boolean {
    if (change.events.length === 0) return false;
    this.meta.put('activity', change.activity);
    for (const event of change.events) {
      console.log(sentence(this.documentId, event.type, event.people));
      const folded = this.reports ? this.outbox.add(event, now) : 0;
      if (folded > 0)
        console.warn(
          `[DO] the outbox was full, only the latest state is kept document=${this.documentId} folded=${folded}`,
        );
    }
    return true;
  }
}

function sentence(documentId: string, type: string, people: number): string {
  switch (type) {
    case 'active':
      return `[DO] ✅ Document ${documentId} became ACTIVE users=${people}`;
    case 'idle':
      return `[DO] 💤 Document ${documentId} became IDLE`;
    default:
      return `[DO] Document ${documentId} ${type} users=${people}`;
  }
}
