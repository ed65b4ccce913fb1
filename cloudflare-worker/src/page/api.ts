import {
  type ApiProblem,
  apiPath,
  DEFAULT_FRAGMENT,
  type DocumentList,
  type DocumentSummary,
  type RestoreAnswer,
  type RestorePointList,
  type Session,
} from '../contract';
import { token } from './token';

/** What the server said no to, in its own words, which may be shown to a person. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const TIME_LIMIT_MS = 15_000;

export const api = {
  session: () => json<Session>('/api/session'),
  documents: () => json<DocumentList>('/api/documents'),
  document: (id: string) => json<DocumentSummary>(apiPath(id)),
  switchAgent: (id: string, off: boolean) =>
    json<DocumentSummary>(`${apiPath(id)}/agent`, { method: 'PUT', body: JSON.stringify({ off }) }),
  restorePoints: (id: string) => json<RestorePointList>(`${apiPath(id)}/restore-points`),
  restorePoint: async (id: string, point: string) =>
    new Uint8Array(await (await call(pointPath(id, point))).arrayBuffer()),
  restore: (id: string, point: string) => json<RestoreAnswer>(`${pointPath(id, point)}/restore`, { method: 'POST' }),
};

/** Without an answer (offline at the start) the page goes on with what it would most likely have been told. */
export async function sessionOrDefaults(): Promise<Session> {
  try {
    return await api.session();
  } catch {
    return { development: false, fragment: DEFAULT_FRAGMENT, supabaseUrl: null };
  }
}

function pointPath(id: string, point: string): string {
  return `${apiPath(id)}/restore-points/${encodeURIComponent(point)}`;
}

async function json<T>(path: string, request: RequestInit = {}): Promise<T> {
  return (await call(path, request)).json() as Promise<T>;
}

async function call(path: string, request: RequestInit = {}): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (token.value) headers.set('authorization', `Bearer ${token.value}`);
  if (request.body) headers.set('content-type', 'application/json');
  const response = await fetch(path, { ...request, headers, signal: AbortSignal.timeout(TIME_LIMIT_MS) });
  if (response.ok) return response;
  const problem = (await response.json().catch(() => null)) as ApiProblem | null;
  throw new Refusal(problem?.message ?? `The server answered ${response.status}.`, response.status);
}
