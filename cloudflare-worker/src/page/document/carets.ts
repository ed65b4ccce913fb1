import { Extension } from '@tiptap/core';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import { h } from '../lib/dom';
import { texts } from '../texts';
import { inkOn } from './ink';
import { colourText, short } from './presence';

/** The carets and selections of the others, the agent's among them. Names and colours come from peers: as text only. */
export const Carets = Extension.create<{ awareness: Awareness | null }>({
  name: 'carets',
  // Behind the binding: carets are placed from what it knows.
  priority: 900,

  addOptions() {
    return { awareness: null };
  },

  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    return [
      yCursorPlugin(awareness, {
        awarenessStateFilter: (me: number, other: number, state: { user?: { color?: unknown } } | null) => {
          // The plugin complains on the console about colours it does not know.
          if (state?.user && typeof state.user === 'object') state.user.color = colourText(state.user.color);
          return me !== other && Boolean(state?.user);
        },
        cursorBuilder: caret,
        selectionBuilder: (user: { color?: unknown }) => ({
          class: 'peer-selection',
          style: `--peer: ${colourText(user.color)}`,
        }),
      }),
    ];
  },
});

function caret(user: { name?: unknown; color?: unknown }): HTMLElement {
  const colour = colourText(user.color);
  const name = short(user.name, 40) || texts.people.unnamed;
  const element = h(
    'span',
    { class: 'peer-caret', 'aria-hidden': 'true' },
    '\u2060',
    h('span', { class: 'peer-name' }, name),
    '\u2060',
  );
  element.style.setProperty('--peer', colour);
  element.style.setProperty('--peer-ink', inkOn(colour));
  return element;
}
