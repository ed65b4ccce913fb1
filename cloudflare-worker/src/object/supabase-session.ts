import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Admission } from './tokens';

// Kept for the life of the isolate: jose holds the keys and asks again only for one it does not know.
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

/**
 * Checks the access token of a signed-in Supabase user against the project's published keys.
 * `app_metadata.attache` (which only the project's owner can write) may narrow it: `{doc?, access?}`.
 */
export async function verifySession(token: string, supabaseUrl: string, now: number): Promise<Admission> {
  try {
    const { payload } = await jwtVerify(token, keysOf(supabaseUrl), {
      algorithms: ['ES256', 'RS256', 'EdDSA'],
      issuer: `${supabaseUrl}/auth/v1`,
      audience: 'authenticated',
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(now),
      clockTolerance: 5,
    });
    return sessionOf(payload);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { kind: 'refused', reason: 'token expired' };
    if (error instanceof errors.JWKSNoMatchingKey || isRefusal(error))
      return { kind: 'refused', reason: 'Supabase session is not valid' };
    return { kind: 'unavailable', reason: 'the sign-in keys could not be fetched, try again' };
  }
}

function sessionOf(claims: JWTPayload): Admission {
  const own = (claims.app_metadata as { attache?: { doc?: unknown; access?: unknown } } | undefined)?.attache;
  const profile = claims.user_metadata as { name?: unknown } | undefined;
  return {
    kind: 'admitted',
    doc: typeof own?.doc === 'string' ? own.doc : '*',
    visitor: {
      role: 'user',
      sub: String(claims.sub),
      name: typeof profile?.name === 'string' ? profile.name.slice(0, 100) : null,
      readOnly: own?.access === 'read',
      expiresAt: Number(claims.exp) * 1000,
    },
  };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported;

function keysOf(supabaseUrl: string): ReturnType<typeof createRemoteJWKSet> {
  const known = keySets.get(supabaseUrl);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(`${supabaseUrl}/auth/v1/.well-known/jwks.json`), { timeoutDuration: 5_000 });
  keySets.set(supabaseUrl, keys);
  return keys;
}
