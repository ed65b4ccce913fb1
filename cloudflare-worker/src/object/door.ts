import { CloseCode } from '../contract';
import { DOCUMENT_ID_RULE, decodeDocumentId } from './document-id';
import type { Env } from './env';
import { isDevelopment, isOriginAllowed } from './local';
import type { Settings } from './settings';
import { type Admission, verifyToken } from './tokens';
import { type Comer, type Visitor, visitorRequest } from './visitor';

export const PARTY_PATH = '/parties/document/';

/** Lets a web socket in to its document, or says by its close code why not. */
export async function enterDocument(request: Request, env: Env, settings: Settings): Promise<Response> {
  const documentId = decodeDocumentId(new URL(request.url).pathname.slice(PARTY_PATH.length));
  if (documentId === null) return new Response(`${DOCUMENT_ID_RULE}\n`, { status: 400 });
  if (request.headers.get('Upgrade')?.toLowerCase() !== 'websocket')
    return new Response('connect here with a web socket\n', { status: 426, headers: { Upgrade: 'websocket' } });
  if (!isOriginAllowed(request, settings)) return closed(CloseCode.FORBIDDEN, 'origin is not allowed');

  const admission = await admit(request, settings, documentId, Date.now());
  switch (admission.kind) {
    case 'refused':
      return closed(CloseCode.TOKEN, admission.reason);
    case 'unavailable':
      return closed(1013, admission.reason);
    case 'admitted':
      if (!opens(admission, documentId)) return closed(CloseCode.FORBIDDEN, 'token is for another document');
      return env.Document.getByName(documentId).fetch(visitorRequest(comer(request, admission.visitor)));
  }
}

/** Who is asking. In development mode a person without a token is somebody anonymous. */
export async function admit(request: Request, settings: Settings, documentId: string, now: number): Promise<Admission> {
  const token = bearerOf(request) ?? new URL(request.url).searchParams.get('token');
  if (token) return verifyToken(token, settings, now);
  if (!isDevelopment(request, settings)) return { kind: 'refused', reason: 'token is missing' };
  const sub = `anonymous-${crypto.randomUUID()}`;
  return {
    kind: 'admitted',
    doc: documentId,
    visitor: { role: 'user', sub, name: null, readOnly: false, expiresAt: null },
  };
}

/** An agent's token names its one document; a person's may open them all. */
export function opens(admission: { doc: string; visitor: { role: string } }, documentId: string): boolean {
  return admission.doc === documentId || (admission.doc === '*' && admission.visitor.role === 'user');
}

function bearerOf(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? null;
}

/** y-partyserver's provider tells itself by `_pk`; others have heard text as soon as they say some themselves. */
function comer(request: Request, visitor: Visitor): Comer {
  return { visitor, hearsText: visitor.role === 'agent' || new URL(request.url).searchParams.has('_pk') };
}

/** A browser cannot read the status of a refused upgrade, so the socket is opened to be closed with its reason. */
function closed(code: number, reason: string): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(code, reason);
  return new Response(null, { status: 101, webSocket: client });
}
