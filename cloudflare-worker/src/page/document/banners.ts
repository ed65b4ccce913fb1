import type { Cell, Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { texts } from '../texts';
import { tokenForm } from '../token-form';
import type { Room, Trouble } from './room';

const SAID_FOR_MS = 6_000;

/** Short notes above the text: what is different now, and what to do about it. `say` shows one for a moment. */
export function banners(room: Room, endings: Endings): { element: HTMLElement; say: (text: string) => void } {
  const lasting = h('div', { class: 'banners-lasting' });
  const passing = h('div', { class: 'banners-passing' });
  let wasOffline = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (text: string) => {
    clearTimeout(timer);
    show(passing, h('p', { class: 'banner banner-quiet' }, text));
    timer = setTimeout(() => show(passing), SAID_FOR_MS);
  };
  const draw = () => {
    const readOnly = room.readOnly.value;
    show(
      lasting,
      room.trouble.value && troubleBanner(room.trouble.value, room),
      offlineShown(room) &&
        h('p', { class: 'banner' }, room.readable.value ? texts.banners.offline : texts.banners.offlineFresh),
      readOnly && h('p', { class: 'banner' }, readOnly.message || texts.banners.readOnly[readOnly.reason]),
    );
    if (offlineShown(room)) wasOffline = true;
    else if (room.synced.value && wasOffline) {
      wasOffline = false;
      say(texts.banners.back);
    }
  };
  for (const cell of [room.trouble, room.connection, room.readOnly, room.readable, room.synced] as Cell<unknown>[])
    endings.add(cell.watch(draw));
  endings.add(
    room.restores.watch((count) => {
      if (count > 0) say(texts.banners.restored);
    }),
  );
  endings.add(() => clearTimeout(timer));
  return { element: h('div', { class: 'banners', role: 'status' }, lasting, passing), say };
}

function offlineShown(room: Room): boolean {
  return (
    room.connection.value === 'offline' && (room.trouble.value === null || room.trouble.value === 'token_expiring')
  );
}

function troubleBanner(trouble: Trouble, room: Room): HTMLElement {
  switch (trouble) {
    case 'token':
      return h(
        'div',
        { class: 'banner' },
        h('p', {}, texts.banners.tokenRefused),
        tokenForm((text) => room.renewToken(text)),
      );
    case 'token_expiring':
      return h(
        'div',
        { class: 'banner' },
        h('p', {}, texts.banners.tokenExpiring),
        tokenForm((text) => room.renewToken(text)),
      );
    case 'forbidden':
      return h('p', { class: 'banner' }, texts.banners.forbidden);
    case 'too_large':
      return h('p', { class: 'banner' }, texts.banners.tooLarge);
    case 'too_fast':
      return h('p', { class: 'banner' }, texts.banners.tooFast);
  }
}
