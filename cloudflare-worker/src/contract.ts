/**
 * What the page, the document object and agents share. No code of one side, no I/O: types, names and numbers only.
 *
 * HTTP, all under `/api/`, JSON unless noted, `Authorization: Bearer <user token>` except where said:
 *
 * | request | answer |
 * |---|---|
 * | `GET /api/session` (no token) | {@link Session} |
 * | `POST /api/token` {@link TokenRequest} (no token; development mode on localhost only, else 404) | {@link TokenAnswer} |
 * | `GET /api/documents` | {@link DocumentList} |
 * | `GET /api/documents/<id>` | {@link DocumentSummary} |
 * | `PUT /api/documents/<id>/agent` {@link AgentSwitch} | {@link DocumentSummary} |
 * | `GET /api/documents/<id>/restore-points` | {@link RestorePointList} |
 * | `GET /api/documents/<id>/restore-points/<point>` | a Yjs state update (v1), `application/octet-stream`: apply it to an empty Y.Doc |
 * | `POST /api/documents/<id>/restore-points/<point>/restore` | {@link RestoreAnswer}; the change reaches open editors as an ordinary update |
 *
 * `<id>` is one path segment, `encodeURIComponent(documentId)`. In development mode on localhost no token is needed.
 * A refusal has a JSON body {@link ApiProblem} whose `message` may be shown to a person.
 *
 * The document itself is `ws(s)://<host>/parties/document/<id>?token=<user token>`.
 */

const LONGEST_ID = 256;

/** `.` and `..` are taken out of a path by every URL parser, written as `%2E` as well. */
export function isDocumentId(id: string): boolean {
  return id.length >= 1 && id.length <= LONGEST_ID && id !== '.' && id !== '..' && !/\p{Cc}/u.test(id);
}

/** Path of a document's web socket. */
export const documentPath = (documentId: string): string => `/parties/document/${encodeURIComponent(documentId)}`;

/** Path of a document in the HTTP API. */
export const apiPath = (documentId: string): string => `/api/documents/${encodeURIComponent(documentId)}`;

/** Name of the Y.XmlFragment that holds the text, unless `Session.fragment` says otherwise. */
export const DEFAULT_FRAGMENT = 'default';

/** The mark name that editors declare in their awareness schema. */
export const GEO_MARK = 'geoMark';

export type CoordSource = 'gazetteer' | 'model' | 'manual';

/** Attributes of the ProseMirror mark `geoMark`; numbers are numbers. */
export interface GeoMarkAttributes {
  /** `geo-<uuid>` */
  geoId: string;
  placeName: string;
  lat: number;
  lng: number;
  /** 0–9 */
  colorIndex: number;
  coordSource: CoordSource;
}

/** Web-socket close codes the object uses. */
export const CloseCode = {
  BAD_FRAME: 4400,
  /** Token refused or expired; the reason says which. */
  TOKEN: 4401,
  /** Wrong document, or an origin that is not allowed. */
  FORBIDDEN: 4403,
  /** Nothing was heard from this peer, and it did not answer when asked: it may connect again. */
  SILENT: 4408,
  /** Another agent holds the document; the reason is exactly `superseded epoch=<E> life=<L>`. */
  SUPERSEDED: 4409,
  TOO_LARGE: 4413,
  TOO_FAST: 4429,
} as const;

/** Claims of a user token (HS256 with USER_TOKEN_SECRET). */
export interface UserClaims {
  /** The document, or `*` for all of them. */
  doc: string;
  role: 'user';
  sub: string;
  name?: string;
  /** `read`: may read and be seen, may not change anything. */
  access?: 'read';
  /** Seconds since 1970. */
  exp: number;
  iat: number;
}

/** Claims of an agent token (HS256 with AGENT_TOKEN_SECRET). */
export interface AgentClaims {
  doc: string;
  role: 'agent';
  /** The agent's id. */
  sub: string;
  epoch: number;
  life: number;
  exp: number;
  iat: number;
}

/** Awareness state of a person's editor. */
export interface UserAwareness {
  user: { name: string; color: string };
  /** Mark names this editor knows; marks are written only while every editor declares `geoMark`. */
  schema: string[];
  /** While an input method composes: the relative position (JSON of Y.RelativePosition) of the paragraph. */
  composing?: unknown;
  /** Added by collaboration carets. */
  cursor?: unknown;
}

export type AgentDoing = 'reading' | 'thinking' | 'marking' | 'resting' | 'waiting';

/** Awareness state of an agent. */
export interface AgentAwareness {
  user: { name: string; color: string };
  agent: { state: AgentDoing /** A short sentence for people. */; reason?: string };
}

/** Prefix of text frames, as y-partyserver has it. */
export const TEXT_PREFIX = '__YPS:';

/**
 * Text frames from the object: to agents, to y-partyserver's provider (it tells itself by `_pk`) and to whoever has sent one,
 * since stock y-websocket clients throw at text. `agent` and `restored` go only to clients that said `hello`.
 */
export type FromObject =
  | { type: 'read_only'; reason: ReadOnlyReason; message: string }
  | { type: 'writable' }
  | { type: 'token_expiring'; in_ms: number }
  | { type: 'token_accepted' }
  | { type: 'agent'; agent: AgentState }
  | { type: 'restored'; point: string }
  | { type: 'pong' };

/** Text frames to the object. */
export type ToObject = { type: 'hello' } | { type: 'token'; token: string } | { type: 'ping' };

/**
 * `access`: the token says read. `schema`: the document holds marks this editor does not know.
 * `full`: the document has reached its size limit.
 */
export type ReadOnlyReason = 'access' | 'schema' | 'full';

/** Whether a document has an agent, and if not, why. */
export interface AgentState {
  /** `attached`: connected now. `waiting`: people are here, none has come yet. `off`: switched off. `none`: nobody is here. */
  state: 'attached' | 'waiting' | 'off' | 'none';
  name?: string;
  /** What an attached agent says it is doing. */
  doing?: AgentDoing;
  /** Place in the manager's waiting list, when it is known; 1 is next. */
  position?: number;
  /** A sentence for people. */
  reason?: string;
}

export interface DocumentSummary {
  documentId: string;
  /** How many people are connected; agents never count. */
  people: number;
  agent: AgentState;
  /** Milliseconds since 1970 of the last edit by a person, or null. */
  editedAt: number | null;
}

export interface DocumentList {
  /** Most recently used first, at most 500. */
  documents: DocumentSummary[];
}

/** Body of `PUT …/agent`. */
export interface AgentSwitch {
  off: boolean;
}

export interface RestorePoint {
  /** Opaque; use it in paths. */
  point: string;
  /** Milliseconds since 1970. */
  madeAt: number;
  /** `before_restore`: what was there when somebody brought an older state back. */
  kind: 'kept' | 'before_restore';
  bytes: number;
  /** The first words of the text, at most 160 characters. */
  preview: string;
}

export interface RestorePointList {
  /** Newest first. */
  points: RestorePoint[];
}

export interface RestoreAnswer {
  restored: string;
  /** The point that holds what was there before, to go back to. */
  before: string;
}

/** How people get in here. */
export interface Session {
  /** True: no token needed, `POST /api/token` works. */
  development: boolean;
  fragment: string;
  /** Set when people sign in with Supabase. */
  supabaseUrl: string | null;
}

/** Body of `POST /api/token`. */
export interface TokenRequest {
  name?: string;
  /** Default `*`. */
  document?: string;
  access?: 'read';
  /** Default one hour. */
  expiresInMs?: number;
}

export interface TokenAnswer {
  token: string;
  expiresInMs: number;
}

export interface ApiProblem {
  code: 'token' | 'forbidden' | 'not_found' | 'bad_request' | 'too_large' | 'unavailable';
  message: string;
}

/**
 * Name of the Y.Map in which an agent may tell what else a marked name could mean: `geoId` → a list of {@link GeoCandidate}.
 * Optional: the page offers them on the card of the place, and a choice makes the mark `manual`.
 */
export const CANDIDATES_MAP = 'geoCandidates';

export interface GeoCandidate {
  placeName: string;
  lat: number;
  lng: number;
  /** What tells it from the others, such as region and country. */
  detail?: string;
}
