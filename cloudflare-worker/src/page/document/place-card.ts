import type { CoordSource, GeoCandidate } from '../../contract';
import { h, show } from '../lib/dom';
import { coordinates, texts } from '../texts';
import type { Place } from './places';

export interface CardActs {
  remove: (geoIds: ReadonlySet<string>) => void;
  choose: (candidate: GeoCandidate) => void;
  next: () => void;
  close: () => void;
}

/** What is known of a marked place, and what a person can do about it. */
export function placeCard(acts: CardActs): {
  element: HTMLElement;
  draw: (place: Place, geoId: string, candidates: GeoCandidate[], editable: boolean) => void;
} {
  const element = h('section', {
    class: 'card',
    role: 'dialog',
    hidden: true,
    tabIndex: -1,
    onkeydown: (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      acts.close();
    },
  });
  const draw = (place: Place, geoId: string, candidates: GeoCandidate[], editable: boolean) => {
    const many = place.mentions.length > 1;
    element.setAttribute('aria-label', texts.card.label(place.name));
    element.dataset['colour'] = String(place.colour);
    show(
      element,
      h(
        'header',
        {},
        h('span', { class: 'shape', 'aria-hidden': 'true' }),
        h('h2', {}, place.name),
        h('button', { type: 'button', class: 'quiet close', 'aria-label': texts.card.close, onclick: acts.close }, '×'),
      ),
      h(
        'dl',
        {},
        h('dt', {}, texts.card.coordinates),
        h('dd', { class: 'figures' }, place.at ? coordinates(place.at.lat, place.at.lng) : texts.map.nowhere),
        h('dt', {}, texts.card.source),
        h('dd', {}, texts.card.sources[place.source as CoordSource] ?? texts.card.sourceUnknown),
        many && h('dt', {}, texts.card.mentions),
        many &&
          h(
            'dd',
            {},
            texts.map.mentions(place.mentions.length),
            ' · ',
            h('button', { type: 'button', class: 'link', onclick: acts.next }, texts.card.next),
          ),
      ),
      editable && candidates.length > 0 && candidateList(candidates, acts),
      editable &&
        h(
          'footer',
          {},
          h(
            'button',
            { type: 'button', class: 'remove', onclick: () => acts.remove(new Set([geoId])) },
            texts.card.remove,
          ),
          many &&
            h(
              'button',
              {
                type: 'button',
                class: 'remove',
                onclick: () => acts.remove(new Set(place.mentions.map((one) => one.geoId))),
              },
              texts.card.removeAll(place.mentions.length),
            ),
        ),
    );
  };
  return { element, draw };
}

function candidateList(candidates: GeoCandidate[], acts: CardActs): HTMLElement {
  const names = candidates.map(nameOf);
  return h(
    'div',
    { class: 'candidates' },
    h('h3', {}, texts.card.candidates),
    h(
      'ul',
      {},
      ...candidates.map((candidate) => {
        const name = nameOf(candidate);
        const where = coordinates(candidate.lat, candidate.lng);
        const label = `${texts.card.choose(name)} (${where})`;
        const isAlone = names.indexOf(name) === names.lastIndexOf(name);
        return h(
          'li',
          {},
          h(
            'button',
            { type: 'button', class: 'link', 'aria-label': label, onclick: () => acts.choose(candidate) },
            isAlone ? name : `${name} (${where})`,
          ),
        );
      }),
    ),
  );
}

const nameOf = ({ placeName, detail }: GeoCandidate): string => (detail ? `${placeName}, ${detail}` : placeName);
