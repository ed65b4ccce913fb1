import type { Session } from '../contract';
import { Cell } from './lib/cell';
import { parametersOf } from './route';

/**
 * The user token of this tab. It comes with the link (`#/d/report?token=…`), from a Supabase sign-in on the same origin,
 * or is pasted; it leaves the address bar at once and is forgotten with the tab. In development none is needed.
 */
const KEPT = 'attache.token';

export const token = new Cell<string | null>(sessionStorage.getItem(KEPT));

export function useToken(text: string): void {
  sessionStorage.setItem(KEPT, text);
  token.set(text);
}

export function takeTokenFromAddress(): void {
  const given = parametersOf(location.hash).get('token');
  if (!given) return;
  useToken(given);
  history.replaceState(null, '', location.hash.split('?')[0]);
}

/**
 * supabase-js keeps its session under `sb-<project>-auth-token`, and renews it every hour in whichever tab of this origin
 * the application runs in; the browser tells the others.
 */
export function followSupabase(session: Session): void {
  if (!session.supabaseUrl) return;
  const key = `sb-${new URL(session.supabaseUrl).hostname.split('.')[0]}-auth-token`;
  takeSession(localStorage.getItem(key));
  addEventListener('storage', (event) => {
    if (event.key === key) takeSession(event.newValue);
  });
}

/** Who signs out goes on until the token ends, as with every other token. */
function takeSession(stored: string | null): void {
  const access = stored === null ? undefined : accessTokenIn(stored);
  if (access) useToken(access);
}

function accessTokenIn(stored: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(stored);
    const found = typeof parsed === 'object' && parsed !== null ? Reflect.get(parsed, 'access_token') : undefined;
    return typeof found === 'string' ? found : undefined;
  } catch {
    return undefined;
  }
}
