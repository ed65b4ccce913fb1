import { DurableObject } from 'cloudflare:workers';
import type { DocumentSummary } from '../contract';

const MOST_KEPT = 100_000;
const MOST_LISTED = 500;

/** Knows which documents there are: each document object tells it when something about itself has changed. */
export class DirectoryObject extends DurableObject {
  private readonly sql: SqlStorage;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.sql = ctx.storage.sql;
    this.sql.exec(`CREATE TABLE IF NOT EXISTS documents (
      document_id TEXT PRIMARY KEY, used_at INTEGER NOT NULL, people INTEGER NOT NULL, summary TEXT NOT NULL)`);
    this.sql.exec('CREATE INDEX IF NOT EXISTS documents_by_use ON documents (used_at DESC)');
  }

  report(summary: DocumentSummary): void {
    // Somebody only asked about it: a look makes no document.
    if (isUntouched(summary) && this.list(summary.documentId).length === 0) return;
    this.sql.exec(
      `INSERT INTO documents (document_id, used_at, people, summary) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (document_id) DO UPDATE SET used_at = ?2, people = ?3, summary = ?4`,
      summary.documentId,
      Date.now(),
      summary.people,
      JSON.stringify(summary),
    );
    this.forgetOldest();
  }

  /** The most recently used first; `only` for people who may see one document. */
  list(only: string | null): DocumentSummary[] {
    const rows = only
      ? this.sql.exec<{ summary: string }>('SELECT summary FROM documents WHERE document_id = ?', only)
      : this.sql.exec<{ summary: string }>(
          'SELECT summary FROM documents ORDER BY people > 0 DESC, used_at DESC LIMIT ?',
          MOST_LISTED,
        );
    return [...rows].map((row) => JSON.parse(row.summary) as DocumentSummary);
  }

  /** Only the list forgets: the documents themselves stay, and come back into it when they are used. */
  private forgetOldest(): void {
    const { n } = this.sql.exec<{ n: number }>('SELECT count(*) AS n FROM documents').one();
    if (n <= MOST_KEPT) return;
    this.sql.exec(
      'DELETE FROM documents WHERE document_id IN (SELECT document_id FROM documents ORDER BY used_at LIMIT ?)',
      n - MOST_KEPT,
    );
  }
}

const isUntouched = ({ people, agent, editedAt }: DocumentSummary): boolean =>
  people === 0 && agent.state === 'none' && editedAt === null;
