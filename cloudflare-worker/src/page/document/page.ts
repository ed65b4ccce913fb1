import type { Session } from '../../contract';
import { Cell, type Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { placesPanel } from '../map/panel';
import { texts } from '../texts';
import { agentPanel } from './agent-panel';
import { banners } from './banners';
import { makeEditor } from './editor';
import { people } from './people';
import { PlaceDesk } from './place-desk';
import { type Presence, presenceIn } from './presence';
import { restoreDialog } from './restore';
import { Room } from './room';
import { toolbar } from './toolbar';
import { guardUnknownContent, plainText } from './unknown-guard';

/** One document: the text, who is here, and the map beside it. */
export function openDocument(page: Element, documentId: string, session: Session, endings: Endings): void {
  document.title = `${documentId} · ${texts.product}`;
  const room = new Room(documentId, session.fragment, endings);
  const presence = watchedPresence(room, endings);
  const notes = banners(room, endings);
  const restore = restoreDialog({
    documentId,
    fragment: session.fragment,
    mayRestore: () => room.readOnly.value === null && room.connection.value === 'connected',
    say: notes.say,
  });
  const paper = h('main', { class: 'paper' }, notes.element, h('p', { class: 'opening' }, texts.editor.opening));
  const aside = h('aside', { class: 'places-aside', 'aria-label': texts.map.label });
  const card = h('div', { class: 'card-place' });
  show(
    page,
    h(
      'div',
      { class: 'document' },
      h(
        'header',
        { class: 'head' },
        h('a', { class: 'back', href: '#/', 'aria-label': texts.editor.back }, '←'),
        h('h1', {}, documentId),
        agentPanel(room, presence, endings),
        people(presence, endings),
        h(
          'button',
          {
            type: 'button',
            class: 'head-button',
            title: texts.restore.open,
            'aria-label': texts.restore.open,
            onclick: restore.open,
          },
          '↺',
        ),
      ),
      paper,
      aside,
      card,
      restore.element,
    ),
  );

  // The editor comes when there is something to show: an editor over nothing would invite writing into the void.
  endings.add(
    room.readable.watch((readable) => {
      if (readable && paper.querySelector('.opening')) write();
    }),
  );

  function write(): void {
    const sheet = h('div', { class: 'sheet' });
    const fragment = room.doc.getXmlFragment(session.fragment);
    const editor = guardUnknownContent(
      fragment,
      endings,
      () =>
        makeEditor({
          element: sheet,
          doc: room.doc,
          fragment: session.fragment,
          awareness: room.provider.awareness,
          documentId,
        }),
      (names) => {
        const why = h('p', { class: 'banner' }, texts.banners.unknownContent(names.join(', ')));
        show(paper, notes.element, why, h('div', { class: 'sheet plain-text' }, plainText(fragment)));
        show(card);
      },
    );
    if (!editor) return;
    endings.add(() => editor.destroy());
    show(paper, notes.element, toolbar(editor, endings), sheet);
    endings.add(
      room.readOnly.watch((readOnly) =>
        editor.setEditable(readOnly === null && room.trouble.value !== 'forbidden', true),
      ),
    );
    endings.add(
      room.trouble.watch((trouble) => {
        if (trouble === 'forbidden') editor.setEditable(false, true);
      }),
    );
    const desk = new PlaceDesk(editor, room, notes.say, endings);
    show(card, desk.card);
    placesPanel(aside, desk, endings);
  }
}

function watchedPresence(room: Room, endings: Endings): Cell<Presence> {
  const { awareness } = room.provider;
  const presence = new Cell(presenceIn(awareness.getStates(), awareness.clientID));
  const look = () => presence.set(presenceIn(awareness.getStates(), awareness.clientID));
  awareness.on('change', look);
  endings.add(() => awareness.off('change', look));
  return presence;
}
