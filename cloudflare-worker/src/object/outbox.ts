import type { ActivityEvent, ActivityType } from './activity';
import type { Meta } from './meta';

/** One event that waits for the table. */
export interface Letter {
  seq: number;
  eventId: string;
  type: ActivityType;
  people: number;
  at: number;
}

const DEAD_LETTERS_KEPT = 100;

/**
 * Events in storage until the table has acknowledged them: written in the same turn as the state they tell of,
 * so no crash lies between the two. Full means that only the latest state still matters: the rest is folded into it.
 */
export class Outbox {
  private waiting: number;

  constructor(
    private readonly sql: SqlStorage,
    private readonly meta: Meta,
    private readonly limit: number,
  ) {
    sql.exec(`CREATE TABLE IF NOT EXISTS outbox (
      seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, type TEXT NOT NULL, people INTEGER NOT NULL, at INTEGER NOT NULL)`);
    sql.exec(`CREATE TABLE IF NOT EXISTS dead_letters (
      seq INTEGER PRIMARY KEY, event_id TEXT NOT NULL, type TEXT NOT NULL, people INTEGER NOT NULL, at INTEGER NOT NULL,
      why TEXT NOT NULL)`);
    this.waiting = this.count();
  }

  get size(): number {
    return this.waiting;
  }

  /** Larger than every number before it, and never behind the clock: a lost storage cannot fall behind either. */
  nextSeq(now: number): number {
    const seq = Math.max(this.lastSeq + 1, now);
    this.meta.put('seq', seq);
    return seq;
  }

  get lastSeq(): number {
    return this.meta.get('seq', 0);
  }

  get deadLetters(): number {
    return this.meta.get('dead_letters', 0);
  }

  /** Answers how many older events were folded into this one because the outbox was full. */
  add(event: ActivityEvent, now: number): number {
    const folded = this.size >= this.limit ? this.fold() : 0;
    const type = folded > 0 && event.type !== 'idle' ? 'active' : event.type;
    this.sql.exec(
      'INSERT INTO outbox (seq, event_id, type, people, at) VALUES (?, ?, ?, ?, ?)',
      this.nextSeq(now),
      crypto.randomUUID(),
      type,
      event.people,
      now,
    );
    this.waiting = this.count();
    return folded;
  }

  head(most: number): Letter[] {
    return [
      ...this.sql.exec<{ seq: number; event_id: string; type: ActivityType; people: number; at: number }>(
        'SELECT seq, event_id, type, people, at FROM outbox ORDER BY seq LIMIT ?',
        most,
      ),
    ].map(({ event_id, ...rest }) => ({ eventId: event_id, ...rest }));
  }

  delivered(letters: readonly Letter[]): void {
    for (const letter of letters) this.sql.exec('DELETE FROM outbox WHERE event_id = ?', letter.eventId);
    this.waiting = this.count();
  }

  /** The table will never take this one: it is set aside so that those behind it can go on. */
  bury(letter: Letter, why: string): void {
    this.delivered([letter]);
    this.meta.put('dead_letters', this.deadLetters + 1);
    this.sql.exec(
      'INSERT OR REPLACE INTO dead_letters (seq, event_id, type, people, at, why) VALUES (?, ?, ?, ?, ?, ?)',
      letter.seq,
      letter.eventId,
      letter.type,
      letter.people,
      letter.at,
      why.slice(0, 300),
    );
    this.sql.exec(
      'DELETE FROM dead_letters WHERE seq NOT IN (SELECT seq FROM dead_letters ORDER BY seq DESC LIMIT ?)',
      DEAD_LETTERS_KEPT,
    );
  }

  private fold(): number {
    const folded = this.size;
    this.sql.exec('DELETE FROM outbox');
    return folded;
  }

  private count(): number {
    return this.sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n;
  }
}
