// Keeps the page and its files for opening without a connection. Documents are kept elsewhere; the API is never kept.
const KEPT = 'attache-page';
const OWN = /^\/(assets\/|icon\.svg$|$|index\.html$)/;

addEventListener('install', (event) => {
  event.waitUntil(keepEverything().then(() => skipWaiting()));
});

addEventListener('activate', (event) => event.waitUntil(clients.claim()));

addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || !OWN.test(url.pathname)) return;
  event.respondWith(url.pathname.startsWith('/assets/') ? keptFirst(event.request) : freshFirst(event.request));
});

/** The build lists its files, because the first visit loads them before this worker listens. */
async function keepEverything() {
  const cache = await caches.open(KEPT);
  const files = await (await fetch('/files.json', { cache: 'no-store' })).json();
  await cache.addAll(['/', '/icon.svg', ...files]);
}

async function keptFirst(request) {
  return (await caches.match(request)) ?? freshFirst(request);
}

async function freshFirst(request) {
  const cache = await caches.open(KEPT);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch (noConnection) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw noConnection;
  }
}
