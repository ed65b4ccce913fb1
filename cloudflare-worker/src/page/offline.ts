/** Lets the page itself open without a connection: the text is already on this device (see document/room.ts). */
export function keepPageForOffline(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  // Where it is refused (private windows, plain http) the page works as before, only not offline.
  navigator.serviceWorker.register('/offline-worker.js').catch(() => undefined);
}
