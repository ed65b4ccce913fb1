import { isDocumentId } from '../contract';
import { Cell } from './lib/cell';

/** Where the reader is. The part after "#" is ours alone, so any document name works with any static server. */
export type Route = { page: 'documents' } | { page: 'document'; document: string };

export function routeOf(hash: string): Route {
  const [path = ''] = hash.replace(/^#\/?/, '').split('?');
  const encoded = /^d\/(.+)$/.exec(path)?.[1];
  const document = encoded === undefined ? undefined : decoded(encoded);
  // What no document can be called would be refused for ever, and look like being offline.
  return document !== undefined && isDocumentId(document) ? { page: 'document', document } : { page: 'documents' };
}

export function hrefOf(document: string): string {
  return `#/d/${encodeURIComponent(document)}`;
}

/** What a link gives besides the place: `#/d/report?token=…`. */
export function parametersOf(hash: string): URLSearchParams {
  return new URLSearchParams(hash.split('?')[1] ?? '');
}

export function watchedRoute(): Cell<Route> {
  const route = new Cell(routeOf(location.hash));
  addEventListener('hashchange', () => {
    const next = routeOf(location.hash);
    if (JSON.stringify(next) !== JSON.stringify(route.value)) route.set(next);
  });
  return route;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
