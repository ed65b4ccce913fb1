import { existsSync, readFileSync } from 'node:fs';

const KNOWN = [
  'ACTIVITY_URL',
  'ACTIVITY_KEY',
  'SUPABASE_URL',
  'SUPABASE_SERVICE_KEY',
  'AGENT_TOKEN_SECRET',
  'USER_TOKEN_SECRET',
  'ALLOWED_ORIGINS',
  'DEVELOPMENT',
  'YJS_FRAGMENT',
  'SCHEMA_GUARD',
  'IDLE_TIMEOUT_MS',
  'SILENCE_LIMIT_MS',
  'TOKEN_GRACE_MS',
  'RETRY_FIRST_MS',
  'HOLD_RETRY_MS',
  'OUTBOX_LIMIT',
  'FRAME_LIMIT_BYTES',
  'DOCUMENT_LIMIT_BYTES',
  'FRAMES_PER_SECOND',
  'PEER_LIMIT',
  'RESTORE_POINT_MS',
];

/** Secrets that are none: they open a server that only this machine can reach. */
const FOR_DEVELOPMENT = {
  DEVELOPMENT: 'true',
  AGENT_TOKEN_SECRET: 'development-agent-secret-not-for-production',
  USER_TOKEN_SECRET: 'development-user-secret-not-for-production',
};

/**
 * The worker's variables: the environment first, then `.dev.vars`, then what development needs.
 *
 * @param {string} file @param {Record<string, string | undefined>} environment
 */
export function devVars(file, environment) {
  /** @type {Record<string, string>} */
  const vars = { ...FOR_DEVELOPMENT, ...(existsSync(file) ? parse(readFileSync(file, 'utf8')) : {}) };
  for (const key of KNOWN) {
    const value = environment[key];
    if (value !== undefined && value !== '') vars[key] = value;
  }
  return vars;
}

/** @param {string} text */
function parse(text) {
  /** @type {Record<string, string>} */
  const vars = {};
  for (const line of text.split('\n')) {
    const match = /^\s*([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line);
    if (match?.[1]) vars[match[1]] = (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  }
  return vars;
}
