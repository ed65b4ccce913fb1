import type { ApiProblem, DocumentSummary, RestorePoint } from '../contract';

/** What the HTTP API may ask of a document. Who asks was checked at the door. */
export interface DocumentDesk {
  summary(): DocumentSummary;
  switchAgent(off: boolean): DocumentSummary;
  restorePoints(): RestorePoint[];
  readPoint(point: string): Uint8Array | null;
  /** Answers the point that holds what was there before. */
  bringBack(point: string): string | null;
  vitals(): unknown;
}

/** Answers `/summary`, `/agent`, `/restore-points…` and `/vitals` of one document. */
export async function answerDocument(request: Request, desk: DocumentDesk): Promise<Response> {
  const [what, point, action] = new URL(request.url).pathname.split('/').slice(1);
  const asked = `${request.method} ${what}${point ? '/point' : ''}${action ? `/${action}` : ''}`;
  switch (asked) {
    case 'GET summary':
      return Response.json(desk.summary());
    case 'GET vitals':
      return Response.json(desk.vitals());
    case 'PUT agent':
      return switchAgent(request, desk);
    case 'GET restore-points':
      return Response.json({ points: desk.restorePoints() });
    case 'GET restore-points/point':
      return readPoint(desk, point ?? '');
    case 'POST restore-points/point/restore':
      return restore(desk, point ?? '');
    default:
      return problem(404, 'not_found', 'There is nothing here.');
  }
}

async function switchAgent(request: Request, desk: DocumentDesk): Promise<Response> {
  const body: unknown = await request.json().catch(() => null);
  const off = (body as { off?: unknown } | null)?.off;
  if (typeof off !== 'boolean') return problem(400, 'bad_request', 'Send {"off": true} or {"off": false}.');
  return Response.json(desk.switchAgent(off));
}

function readPoint(desk: DocumentDesk, point: string): Response {
  const state = desk.readPoint(point);
  if (!state) return noSuchPoint();
  return new Response(state, { headers: { 'Content-Type': 'application/octet-stream' } });
}

function restore(desk: DocumentDesk, point: string): Response {
  const before = desk.bringBack(point);
  return before === null ? noSuchPoint() : Response.json({ restored: point, before });
}

const noSuchPoint = (): Response => problem(404, 'not_found', 'This restore point is no longer kept.');

export function problem(status: number, code: ApiProblem['code'], message: string): Response {
  return Response.json({ code, message } satisfies ApiProblem, { status });
}
