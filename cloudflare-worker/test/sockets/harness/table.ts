import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Row {
  document_id: string;
  event_type: string;
  user_count: number;
  event_id: string;
  seq: number;
  timestamp: string;
}

export interface Call {
  path: string;
  headers: Record<string, unknown>;
  body: unknown;
}

/** A PostgREST that keeps rows as the real one does (an event id counts once), and can be told to fail. */
export class Table {
  readonly rows: Row[] = [];
  readonly calls: Call[] = [];
  /** Decides a status for a request before it is looked at; null lets it through. */
  answer: (call: Call) => number | null = () => null;
  /** What is known of a document without an agent. */
  standing: unknown = {};
  /** Keep what came in, and lose the answer to it. */
  loseAnswers = false;

  private constructor(
    private readonly server: ReturnType<typeof createServer>,
    readonly url: string,
  ) {}

  static async open(): Promise<Table> {
    const server = createServer((request, response) => void table.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const table = new Table(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return table;
  }

  of(documentId: string): string[] {
    return this.rowsOf(documentId).map((row) => `${row.event_type} ${row.user_count}`);
  }

  rowsOf(documentId: string): Row[] {
    return this.rows.filter((row) => row.document_id === documentId);
  }

  callsTo(path: string): Call[] {
    return this.calls.filter((call) => call.path.startsWith(path));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body: unknown = JSON.parse(await read(request));
    const call = { path: request.url ?? '', headers: request.headers, body };
    this.calls.push(call);
    const status = this.answer(call);
    if (status !== null) {
      response.writeHead(status).end(JSON.stringify({ message: `told to answer ${status}` }));
      return;
    }
    if (call.path.startsWith('/rest/v1/document_activity')) this.insert(body);
    if (this.loseAnswers) response.destroy();
    else if (call.path.endsWith('/document_standing')) response.writeHead(200).end(JSON.stringify(this.standing));
    else response.writeHead(call.path.includes('/rpc/') ? 200 : 201).end(call.path.includes('/rpc/') ? 'true' : '');
  }

  private insert(body: unknown): void {
    for (const row of (Array.isArray(body) ? body : [body]) as Row[])
      if (!this.rows.some((known) => known.event_id === row.event_id)) this.rows.push(row);
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
