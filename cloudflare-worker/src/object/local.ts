import type { Settings } from './settings';

/**
 * Whether anonymous people are let in: only when switched on, and only on this very machine. A deployed worker is
 * reached by its public name and carries `cf-ray`, so a switch left on by mistake opens nothing.
 */
export function isDevelopment(request: Request, settings: Settings): boolean {
  return settings.development && isLocal(new URL(request.url).hostname) && !request.headers.has('cf-ray');
}

export function isLocal(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}

/** Browsers name where a script came from; other programs name nothing and are judged by their token alone. */
export function isOriginAllowed(request: Request, settings: Settings): boolean {
  const origin = request.headers.get('Origin');
  if (origin === null) return true;
  const here = new URL(request.url);
  if (origin === here.origin || settings.allowedOrigins.includes(origin)) return true;
  return isDevelopment(request, settings) && isLocalOrigin(origin);
}

function isLocalOrigin(origin: string): boolean {
  try {
    return isLocal(new URL(origin).hostname);
  } catch {
    return false;
  }
}
