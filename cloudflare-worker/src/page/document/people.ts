import { identity, rename } from '../identity';
import type { Cell, Endings } from '../lib/cell';
import { h, show } from '../lib/dom';
import { flyout } from '../lib/flyout';
import { texts } from '../texts';
import { inkOn } from './ink';
import type { Person, Presence } from './presence';

const FACES = 4;

/** The people here as initials, and a place to change one's own name. */
export function people(presence: Cell<Presence>, endings: Endings): HTMLElement {
  const faces = h('span', { class: 'faces' });
  const list = h('ul', { class: 'people-list' });
  const name = h('input', {
    type: 'text',
    name: 'name',
    maxLength: 40,
    autocomplete: 'nickname',
    required: true,
    value: identity.value.name,
  });
  const form = h(
    'form',
    {
      class: 'rename-form',
      onsubmit: (event: Event) => {
        event.preventDefault();
        rename(name.value);
      },
    },
    h('label', {}, h('span', {}, texts.people.rename), name),
    h('button', { type: 'submit' }, texts.people.save),
  );
  const whole = flyout(texts.people.label, faces, h('div', {}, list, form), endings);
  const button = whole.querySelector('button');
  endings.add(
    presence.watch((now) => {
      show(
        faces,
        ...now.people.slice(0, FACES).map(face),
        now.people.length > FACES && h('span', { class: 'face face-more' }, `+${now.people.length - FACES}`),
      );
      show(list, ...now.people.map((person) => h('li', {}, face(person), nameOf(person))));
      button?.setAttribute('aria-label', `${texts.people.label}: ${now.people.map(nameOf).join(', ')}`);
    }),
  );
  return whole;
}

function face(person: Person): HTMLElement {
  const circle = h(
    'span',
    { class: 'face', 'aria-hidden': 'true', title: nameOf(person) },
    [...(person.name || texts.people.unnamed)][0]?.toUpperCase() ?? '',
  );
  circle.style.setProperty('--peer', person.colour);
  circle.style.setProperty('--peer-ink', inkOn(person.colour));
  return circle;
}

function nameOf(person: Person): string {
  const name = person.name || texts.people.unnamed;
  return person.me ? texts.people.me(name) : name;
}
