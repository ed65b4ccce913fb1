import * as Y from 'yjs';
import type { RestorePoint } from '../contract';
import { cut, join } from './chunks';
import type { Meta } from './meta';
import { openingWords } from './opening-words';
import { expendable, type Kept } from './retention';

const FIRST_POINT_MS = 300_000;

/** Earlier states of the document, kept in its own storage. */
export class RestorePoints {
  constructor(
    private readonly sql: SqlStorage,
    private readonly transact: (work: () => void) => void,
    private readonly meta: Meta,
    private readonly every: number,
    private readonly fragment: string,
  ) {
    sql.exec(`CREATE TABLE IF NOT EXISTS restore_points (
      point INTEGER PRIMARY KEY AUTOINCREMENT, made_at INTEGER NOT NULL, kind TEXT NOT NULL, bytes INTEGER NOT NULL,
      preview TEXT NOT NULL)`);
    sql.exec(
      'CREATE TABLE IF NOT EXISTS restore_parts (point INTEGER, part INTEGER, bytes BLOB NOT NULL, PRIMARY KEY (point, part))',
    );
  }

  /** The text changed: a point will be due. Written once a period, not once a keystroke. */
  changed(now: number): void {
    if (this.unsavedSince === null) this.meta.put('unsaved_since', now);
  }

  /** A new document gets its first point after five minutes, so that its first hour is not unprotected. */
  due(): number | null {
    if (this.unsavedSince === null) return null;
    const last = this.meta.get<number | null>('last_point_at', null);
    if (last === null) return this.unsavedSince + Math.min(FIRST_POINT_MS, this.every);
    return last + this.every;
  }

  make(doc: Y.Doc, kind: Kept['kind'], now: number): string {
    const state = Y.encodeStateAsUpdate(doc);
    let point = 0;
    this.transact(() => {
      point = this.sql
        .exec<{ point: number }>(
          'INSERT INTO restore_points (made_at, kind, bytes, preview) VALUES (?, ?, ?, ?) RETURNING point',
          now,
          kind,
          state.length,
          openingWords(doc, this.fragment),
        )
        .one().point;
      cut(state).forEach((bytes, part) => {
        this.sql.exec('INSERT INTO restore_parts (point, part, bytes) VALUES (?, ?, ?)', point, part, bytes);
      });
      for (const old of expendable(this.kept())) {
        this.sql.exec('DELETE FROM restore_points WHERE point = ?', old);
        this.sql.exec('DELETE FROM restore_parts WHERE point = ?', old);
      }
    });
    if (kind === 'kept') {
      this.meta.put('unsaved_since', null);
      this.meta.put('last_point_at', now);
    }
    return String(point);
  }

  list(): RestorePoint[] {
    return [
      ...this.sql.exec<{ point: number; made_at: number; kind: Kept['kind']; bytes: number; preview: string }>(
        'SELECT point, made_at, kind, bytes, preview FROM restore_points ORDER BY made_at DESC, point DESC',
      ),
    ].map((row) => ({
      point: String(row.point),
      madeAt: row.made_at,
      kind: row.kind,
      bytes: row.bytes,
      preview: row.preview,
    }));
  }

  /** The state as one Yjs update, or null when there is no such point. */
  read(point: string): Uint8Array | null {
    if (!/^\d{1,15}$/.test(point)) return null;
    const parts = [
      ...this.sql.exec<{ bytes: ArrayBuffer }>(
        'SELECT bytes FROM restore_parts WHERE point = ? ORDER BY part',
        Number(point),
      ),
    ];
    return parts.length === 0 ? null : join(parts.map((row) => new Uint8Array(row.bytes)));
  }

  private kept(): Kept[] {
    return [
      ...this.sql.exec<{ point: number; made_at: number; kind: Kept['kind'] }>(
        'SELECT point, made_at, kind FROM restore_points',
      ),
    ].map((row) => ({ point: row.point, madeAt: row.made_at, kind: row.kind }));
  }

  private get unsavedSince(): number | null {
    return this.meta.get<number | null>('unsaved_since', null);
  }
}
