import { type JWTPayload, SignJWT } from 'jose';
import { AGENT_SECRET, USER_SECRET } from './world';

export async function sign(claims: JWTPayload, secret: string, lastsMs = 600_000): Promise<string> {
  const now = Date.now();
  return new SignJWT({ iat: Math.floor(now / 1000), exp: Math.ceil((now + lastsMs) / 1000), ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}

export const userToken = (claims: JWTPayload = {}, secret = USER_SECRET, lastsMs?: number): Promise<string> =>
  sign({ doc: '*', role: 'user', sub: 'ana', ...claims }, secret, lastsMs);

export const agentToken = (doc: string, epoch = 1, life = 1, secret = AGENT_SECRET): Promise<string> =>
  sign({ doc, role: 'agent', sub: `agent-${doc}-${epoch}`, epoch, life }, secret);
