import type { Letter } from './outbox';

/** What came of a request; `lost` means that nobody knows whether it arrived. */
export type Reply = { kind: 'status'; status: number; body: string } | { kind: 'lost'; why: string };

const TIME_LIMIT_MS = 10_000;
const BODY_READ = 2_000;

/** The four PostgREST requests an object makes; Supabase and the manager's ingest door answer them alike. */
export class Target {
  constructor(
    private readonly base: string,
    private readonly key: string,
    private readonly documentId: string,
  ) {}

  insert(letters: readonly Letter[]): Promise<Reply> {
    const rows = letters.map((letter) => ({
      document_id: this.documentId,
      event_type: letter.type,
      user_count: letter.people,
      event_id: letter.eventId,
      seq: letter.seq,
      timestamp: new Date(letter.at).toISOString(),
    }));
    // A retry of what did arrive after all is ignored by its id.
    return this.post(
      '/rest/v1/document_activity?on_conflict=event_id',
      rows.length === 1 ? rows[0] : rows,
      'resolution=ignore-duplicates,return=minimal',
    );
  }

  seen(seq: number, people: number, editedMsAgo: number | null): Promise<Reply> {
    return this.post('/rest/v1/rpc/document_seen', {
      document_id: this.documentId,
      seq,
      user_count: people,
      edited_ms_ago: editedMsAgo,
    });
  }

  switched(seq: number, off: boolean): Promise<Reply> {
    return this.post('/rest/v1/rpc/document_switch', { document_id: this.documentId, seq, off });
  }

  standing(): Promise<Reply> {
    return this.post('/rest/v1/rpc/document_standing', { document_id: this.documentId });
  }

  private async post(path: string, body: unknown, prefer?: string): Promise<Reply> {
    try {
      const response = await fetch(this.base + path, {
        method: 'POST',
        headers: {
          apikey: this.key,
          Authorization: `Bearer ${this.key}`,
          'Content-Type': 'application/json',
          ...(prefer ? { Prefer: prefer } : {}),
        },
        body: JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      return { kind: 'status', status: response.status, body: (await response.text()).slice(0, BODY_READ) };
    } catch (error) {
      return { kind: 'lost', why: error instanceof Error ? error.message : String(error) };
    }
  }
}
