import type { PlaceDesk } from '../document/place-desk';
import { type Place, placeOf } from '../document/places';
import type { Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { texts } from '../texts';
import { worldMap } from './map';

/** The map and the list of places under it. On a phone it is a sheet that comes up over the text. */
export function placesPanel(aside: HTMLElement, desk: PlaceDesk, endings: Endings): void {
  const visit = (place: Place) => {
    raise(false);
    desk.visit(place);
  };
  const map = worldMap(visit, endings);
  const count = h('span', { class: 'places-count' });
  const handle = h(
    'button',
    {
      type: 'button',
      class: 'places-handle',
      'aria-expanded': 'false',
      onclick: () => raise(!aside.classList.contains('raised')),
    },
    h('span', { class: 'handle-word' }, texts.map.show),
    count,
  );
  const list = h('ol', { class: 'places-list' });
  const none = h('p', { class: 'lead' }, texts.map.none);
  show(
    aside,
    handle,
    h(
      'div',
      { class: 'places-body' },
      map.element,
      h('section', { class: 'places-index', 'aria-label': texts.map.list }, h('h2', {}, texts.map.list), none, list),
    ),
  );

  const draw = () => {
    const places = desk.places.value;
    const focused = desk.focused.value === null ? undefined : placeOf(desk.focused.value, places);
    map.draw(places, focused);
    none.hidden = places.length > 0;
    count.textContent = texts.map.count(places.length);
    drawList(list, places, focused, visit);
  };
  endings.add(desk.places.watch(draw));
  endings.add(desk.focused.watch(draw));

  function raise(wanted: boolean): void {
    aside.classList.toggle('raised', wanted);
    handle.setAttribute('aria-expanded', String(wanted));
    show(handle, h('span', { class: 'handle-word' }, wanted ? texts.map.hide : texts.map.show), count);
  }
}

function drawList(
  list: Element,
  places: readonly Place[],
  focused: Place | undefined,
  visit: (place: Place) => void,
): void {
  const hadFocus = list.contains(document.activeElement)
    ? (document.activeElement as HTMLElement).dataset['key']
    : undefined;
  show(
    list,
    ...places.map((place) =>
      h(
        'li',
        { 'data-colour': place.colour },
        h(
          'button',
          {
            type: 'button',
            'data-key': place.key,
            'aria-current': place.key === focused?.key ? 'true' : undefined,
            onclick: () => visit(place),
          },
          h('span', { class: 'shape', 'aria-hidden': 'true' }),
          h('span', { class: 'place-name' }, place.name),
          place.mentions.length > 1 &&
            h(
              'span',
              { class: 'place-times', 'aria-label': texts.map.mentions(place.mentions.length) },
              texts.map.times(place.mentions.length),
            ),
          !place.at && h('span', { class: 'place-times' }, texts.map.nowhere),
        ),
      ),
    ),
  );
  if (hadFocus !== undefined) list.querySelector<HTMLElement>(`[data-key="${CSS.escape(hadFocus)}"]`)?.focus();
}
