import { DEFAULT_FRAGMENT } from '../contract';
import type { Env } from './env';

/** Everything that can be set, read once from the variables; times in milliseconds. */
export interface Settings {
  /** Where activity goes: a PostgREST base (Supabase, or the manager's ingest door), or null when nothing is configured. */
  activity: { url: string; key: string } | null;
  supabaseUrl: string | null;
  agentSecrets: string[];
  userSecrets: string[];
  allowedOrigins: string[];
  development: boolean;
  fragment: string;
  schemaGuard: 'on' | 'all' | 'off';
  idleAfter: number;
  silenceLimit: number;
  tokenGrace: number;
  retryFirst: number;
  holdRetry: number;
  outboxLimit: number;
  frameLimit: number;
  documentLimit: number;
  framesPerSecond: number;
  peerLimit: number;
  restorePointEvery: number;
}

/** Reads the variables; a bad number is an error that names its key, its value and what is allowed. */
export function readSettings(env: Partial<Env>): Settings {
  const supabaseUrl = trimmedUrl(env.SUPABASE_URL);
  const url = trimmedUrl(env.ACTIVITY_URL) ?? supabaseUrl;
  const key = env.ACTIVITY_KEY || env.SUPABASE_SERVICE_KEY;
  return {
    activity: url && key ? { url, key } : null,
    supabaseUrl,
    agentSecrets: list(env.AGENT_TOKEN_SECRET),
    userSecrets: list(env.USER_TOKEN_SECRET),
    allowedOrigins: list(env.ALLOWED_ORIGINS),
    development: env.DEVELOPMENT === 'true',
    fragment: env.YJS_FRAGMENT || DEFAULT_FRAGMENT,
    schemaGuard: oneOf('SCHEMA_GUARD', env.SCHEMA_GUARD, ['on', 'all', 'off'] as const),
    idleAfter: number('IDLE_TIMEOUT_MS', env.IDLE_TIMEOUT_MS, 30_000, 0),
    silenceLimit: number('SILENCE_LIMIT_MS', env.SILENCE_LIMIT_MS, 90_000),
    tokenGrace: number('TOKEN_GRACE_MS', env.TOKEN_GRACE_MS, 30_000),
    retryFirst: number('RETRY_FIRST_MS', env.RETRY_FIRST_MS, 1_000),
    holdRetry: number('HOLD_RETRY_MS', env.HOLD_RETRY_MS, 300_000),
    outboxLimit: number('OUTBOX_LIMIT', env.OUTBOX_LIMIT, 1_000),
    frameLimit: number('FRAME_LIMIT_BYTES', env.FRAME_LIMIT_BYTES, 16_777_216),
    documentLimit: number('DOCUMENT_LIMIT_BYTES', env.DOCUMENT_LIMIT_BYTES, 25_165_824),
    framesPerSecond: number('FRAMES_PER_SECOND', env.FRAMES_PER_SECOND, 200),
    peerLimit: number('PEER_LIMIT', env.PEER_LIMIT, 500),
    restorePointEvery: number('RESTORE_POINT_MS', env.RESTORE_POINT_MS, 3_600_000),
  };
}

function number(key: string, value: string | undefined, otherwise: number, least = 1): number {
  if (value === undefined || value === '') return otherwise;
  const parsed = Number(value);
  if (Number.isSafeInteger(parsed) && parsed >= least) return parsed;
  throw new Error(`${key} is "${value}", but must be a whole number of at least ${least}`);
}

function oneOf<T extends string>(key: string, value: string | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined || value === '') return allowed[0];
  const found = allowed.find((each) => each === value);
  if (found) return found;
  throw new Error(`${key} is "${value}", but must be one of ${allowed.join(', ')}`);
}

function list(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

function trimmedUrl(value: string | undefined): string | null {
  return value ? value.replace(/\/+$/, '') : null;
}
