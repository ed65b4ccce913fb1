import * as Y from 'yjs';
import { cut, join } from './chunks';

const MOST_ROWS = 1_000;
const LEAST_BYTES = 524_288;

/**
 * The document's text in SQLite: every update appended as it comes, folded into a snapshot when enough have gathered.
 * All in one synchronous turn, so the runtime commits it whole and holds back replies until it is on disk.
 */
export class DocumentStore {
  private rows: number;
  private bytes: number;
  private snapshotBytes: number;

  constructor(
    private readonly sql: SqlStorage,
    private readonly transact: (work: () => void) => void,
  ) {
    sql.exec(
      'CREATE TABLE IF NOT EXISTS updates (n INTEGER, part INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (n, part))',
    );
    sql.exec('CREATE TABLE IF NOT EXISTS snapshot (part INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
    const updates = sql
      .exec<{ n: number; bytes: number }>('SELECT count(*) AS n, coalesce(sum(length(bytes)), 0) AS bytes FROM updates')
      .one();
    this.rows = updates.n;
    this.bytes = updates.bytes;
    this.snapshotBytes = sql
      .exec<{ bytes: number }>('SELECT coalesce(sum(length(bytes)), 0) AS bytes FROM snapshot')
      .one().bytes;
  }

  /** How much is stored, snapshot and updates together. */
  get size(): number {
    return this.bytes + this.snapshotBytes;
  }

  /** Puts what is stored into the document. */
  load(doc: Y.Doc): void {
    const snapshot = [...this.sql.exec<{ bytes: ArrayBuffer }>('SELECT bytes FROM snapshot ORDER BY part')];
    const updates = this.updates();
    doc.transact(() => {
      if (snapshot.length > 0) Y.applyUpdate(doc, join(snapshot.map((row) => new Uint8Array(row.bytes))));
      for (const update of updates) Y.applyUpdate(doc, update);
    });
  }

  append(update: Uint8Array): void {
    const n = this.sql.exec<{ n: number }>('SELECT coalesce(max(n), 0) + 1 AS n FROM updates').one().n;
    cut(update).forEach((part, at) => {
      this.sql.exec('INSERT INTO updates (n, part, bytes) VALUES (?, ?, ?)', n, at, part);
      this.rows++;
    });
    this.bytes += update.length;
  }

  /** Folding costs as much as the document is long, so the updates must have grown with it. */
  wantsFolding(): boolean {
    return this.rows > MOST_ROWS || this.bytes > Math.max(LEAST_BYTES, this.snapshotBytes / 2);
  }

  fold(doc: Y.Doc): void {
    // Holds pending structs too: nothing that was acknowledged is left out.
    const state = Y.encodeStateAsUpdate(doc);
    this.transact(() => {
      this.sql.exec('DELETE FROM snapshot');
      cut(state).forEach((part, at) => {
        this.sql.exec('INSERT INTO snapshot (part, bytes) VALUES (?, ?)', at, part);
      });
      this.sql.exec('DELETE FROM updates');
    });
    this.rows = 0;
    this.bytes = 0;
    this.snapshotBytes = state.length;
  }

  private updates(): Uint8Array[] {
    const joined: Uint8Array[] = [];
    const parts: Uint8Array[] = [];
    for (const row of this.sql.exec<{ part: number; bytes: ArrayBuffer }>(
      'SELECT part, bytes FROM updates ORDER BY n, part',
    )) {
      if (row.part === 0 && parts.length > 0) joined.push(join(parts.splice(0)));
      parts.push(new Uint8Array(row.bytes));
    }
    if (parts.length > 0) joined.push(join(parts));
    return joined;
  }
}
