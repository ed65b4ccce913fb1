import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Settings } from './settings';
import { verifySession } from './supabase-session';
import type { Visitor } from './visitor';

/** What a token turned out to be. `unavailable` is weather: nobody could check it just now. */
export type Admission =
  | { kind: 'admitted'; visitor: Visitor; doc: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'unavailable'; reason: string };

const LEEWAY_S = 5;
/** It is kept with the socket, which has room for 16 KB; an agent may be named after its document. */
const LONGEST_SUB = 1_000;

/** Checks a token of a person, an agent or a Supabase session. */
export async function verifyToken(token: string, settings: Settings, now: number): Promise<Admission> {
  const algorithm = algorithmOf(token);
  if (algorithm === null) return refused('token is not a JWT');
  if (algorithm !== 'HS256') {
    if (!settings.supabaseUrl) return refused(`token algorithm ${algorithm} is not accepted`);
    return verifySession(token, settings.supabaseUrl, now);
  }
  return verifyOwn(token, settings, now);
}

/** During a rotation two secrets are valid; a role is believed only under a secret of that role. */
async function verifyOwn(token: string, settings: Settings, now: number): Promise<Admission> {
  if (settings.userSecrets.length + settings.agentSecrets.length === 0)
    return refused('no token secret is configured on the document server');
  for (const secret of settings.userSecrets) {
    const claims = await claimsUnder(secret, token, now);
    if (typeof claims === 'string') return refused(claims);
    if (claims?.role === 'user') return person(claims);
  }
  for (const secret of settings.agentSecrets) {
    const claims = await claimsUnder(secret, token, now);
    if (typeof claims === 'string') return refused(claims);
    if (claims?.role === 'agent') return agent(claims);
  }
  return refused('token signature or role is wrong');
}

/** The claims; or a sentence about them, which only who holds the secret can cause; or null under another secret. */
async function claimsUnder(secret: string, token: string, now: number): Promise<JWTPayload | string | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub', 'doc', 'role'],
      currentDate: new Date(now),
      clockTolerance: LEEWAY_S,
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) return 'token expired';
    if (!(error instanceof errors.JWTClaimValidationFailed)) return null;
    return `token claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'wrong'}`;
  }
}

function person(claims: JWTPayload): Admission {
  if (typeof claims.doc !== 'string') return refused('token claim doc must be text');
  if (isLong(claims)) return refused(SUB_TOO_LONG);
  return {
    kind: 'admitted',
    doc: claims.doc,
    visitor: {
      role: 'user',
      sub: String(claims.sub),
      name: typeof claims.name === 'string' ? claims.name.slice(0, 100) : null,
      readOnly: claims.access === 'read',
      expiresAt: Number(claims.exp) * 1000,
    },
  };
}

function agent(claims: JWTPayload): Admission {
  const { doc, epoch, life } = claims;
  if (typeof doc !== 'string' || !isCounter(epoch) || !isCounter(life))
    return refused('agent token needs doc, epoch and life');
  if (isLong(claims)) return refused(SUB_TOO_LONG);
  return { kind: 'admitted', doc, visitor: { role: 'agent', sub: String(claims.sub), epoch, life } };
}

const SUB_TOO_LONG = `token claim sub is longer than ${LONGEST_SUB} characters`;

const isLong = ({ sub }: JWTPayload): boolean => String(sub).length > LONGEST_SUB;

const isCounter = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

function algorithmOf(token: string): string | null {
  try {
    return decodeProtectedHeader(token).alg ?? null;
  } catch {
    return null;
  }
}

const refused = (reason: string): Admission => ({ kind: 'refused', reason });

/** A user token of development mode, signed with the first secret. */
export async function signUserToken(claims: JWTPayload, secret: string, now: number, lastsMs: number): Promise<string> {
  const issued = Math.floor(now / 1000);
  return new SignJWT({ ...claims, role: 'user' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt(issued)
    .setExpirationTime(issued + Math.ceil(lastsMs / 1000))
    .sign(new TextEncoder().encode(secret));
}
