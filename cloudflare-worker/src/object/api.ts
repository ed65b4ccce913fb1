import type { DocumentList, Session, TokenAnswer, TokenRequest } from '../contract';
import { problem } from './document-api';
import { DOCUMENT_ID_RULE, decodeDocumentId } from './document-id';
import { admit, opens } from './door';
import type { Env } from './env';
import { isDevelopment, isOriginAllowed } from './local';
import type { Settings } from './settings';
import { type Admission, signUserToken } from './tokens';

const HOUR_MS = 3_600_000;
const LONGEST_BODY = 10_000;
const TOO_LONG = Symbol('too long');

type Admitted = Extract<Admission, { kind: 'admitted' }>;

/** The HTTP API of contract.ts. */
export async function answerApi(request: Request, env: Env, settings: Settings): Promise<Response> {
  if (!isOriginAllowed(request, settings)) return problem(403, 'forbidden', 'This page may not use this server.');
  const path = new URL(request.url).pathname.slice('/api/'.length);
  if (path === 'session' && request.method === 'GET') return Response.json(session(request, settings));
  if (path === 'token' && request.method === 'POST') return developmentToken(request, settings);

  const [collection, encodedId, ...rest] = path.split('/');
  if (collection !== 'documents') return problem(404, 'not_found', 'There is nothing here.');
  if (encodedId === undefined) return listDocuments(request, env, settings);
  const documentId = decodeDocumentId(encodedId);
  if (documentId === null) return problem(400, 'bad_request', `This is no document: ${DOCUMENT_ID_RULE}.`);
  return forDocument(request, env, settings, documentId, rest.join('/') || 'summary');
}

async function listDocuments(request: Request, env: Env, settings: Settings): Promise<Response> {
  if (request.method !== 'GET') return problem(404, 'not_found', 'There is nothing here.');
  const admission = await admit(request, settings, '*', Date.now());
  if (admission.kind !== 'admitted') return refusal(admission);
  if (admission.visitor.role !== 'user') return problem(403, 'forbidden', 'The list is for people.');
  const only = admission.doc === '*' ? null : admission.doc;
  const documents = await env.Directory.getByName('directory').list(only);
  return Response.json({ documents } satisfies DocumentList);
}

async function forDocument(
  request: Request,
  env: Env,
  settings: Settings,
  documentId: string,
  path: string,
): Promise<Response> {
  const admission = await admit(request, settings, documentId, Date.now());
  if (admission.kind !== 'admitted') return refusal(admission);
  if (!mayUse(admission, documentId)) return problem(403, 'forbidden', 'Your token is for another document.');
  if (request.method !== 'GET' && isReader(admission))
    return problem(403, 'forbidden', 'You may read this document, but not change it.');
  const body = request.method === 'GET' ? null : await boundedText(request);
  if (body === TOO_LONG) return problem(413, 'too_large', 'The request is too large.');
  return env.Document.getByName(documentId).fetch(`https://document/${path}`, { method: request.method, body });
}

const mayUse = (admission: Admitted, documentId: string): boolean =>
  admission.visitor.role === 'user' && opens(admission, documentId);

const isReader = ({ visitor }: Admitted): boolean => visitor.role === 'user' && visitor.readOnly;

function refusal(admission: Exclude<Admission, Admitted>): Response {
  if (admission.kind === 'unavailable') return problem(503, 'unavailable', admission.reason);
  return problem(401, 'token', admission.reason);
}

function session(request: Request, settings: Settings): Session {
  return {
    development: isDevelopment(request, settings),
    fragment: settings.fragment,
    supabaseUrl: settings.supabaseUrl,
  };
}

async function developmentToken(request: Request, settings: Settings): Promise<Response> {
  if (!isDevelopment(request, settings)) return problem(404, 'not_found', 'There is nothing here.');
  const [secret] = settings.userSecrets;
  if (!secret) return problem(503, 'unavailable', 'USER_TOKEN_SECRET is not set on the document server.');
  const body = await boundedText(request);
  if (body === TOO_LONG) return problem(413, 'too_large', 'The request is too large.');
  const wanted = tokenRequestIn(body);
  const expiresInMs = Number.isSafeInteger(wanted.expiresInMs) ? Number(wanted.expiresInMs) : HOUR_MS;
  const claims = {
    doc: typeof wanted.document === 'string' ? wanted.document : '*',
    sub: `development-${crypto.randomUUID()}`,
    ...(typeof wanted.name === 'string' ? { name: wanted.name.slice(0, 100) } : {}),
    ...(wanted.access === 'read' ? { access: 'read' } : {}),
  };
  const token = await signUserToken(claims, secret, Date.now(), expiresInMs);
  return Response.json({ token, expiresInMs } satisfies TokenAnswer);
}

function tokenRequestIn(body: string): TokenRequest {
  try {
    return (JSON.parse(body) ?? {}) as TokenRequest;
  } catch {
    return {};
  }
}

/** A body may come in pieces without a length, so it is counted while it is read. */
async function boundedText(request: Request): Promise<string | typeof TOO_LONG> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const piece of request.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > LONGEST_BODY) return TOO_LONG;
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
}
