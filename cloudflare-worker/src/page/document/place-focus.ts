import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { GEO_MARK } from '../../contract';
import { placeOf, placesIn } from './places';

/** The mention that is looked at, drawn in the text as a decoration: the document itself is not touched. */
export const placeFocusKey = new PluginKey<string | null>('place-focus');

export const PlaceFocus = Extension.create({
  name: 'placeFocus',

  addProseMirrorPlugins() {
    return [
      new Plugin<string | null>({
        key: placeFocusKey,
        state: {
          init: () => null,
          apply: (tr, focused) => {
            const next: string | null | undefined = tr.getMeta(placeFocusKey);
            return next === undefined ? focused : next;
          },
        },
        props: {
          decorations: (state) => {
            const geoId = placeFocusKey.getState(state);
            if (!geoId) return null;
            const mention = placeOf(geoId, placesIn(state.doc))?.mentions.find((one) => one.geoId === geoId);
            return mention
              ? DecorationSet.create(state.doc, [
                  Decoration.inline(mention.from, mention.to, { class: 'place-focused' }),
                ])
              : null;
          },
        },
      }),
    ];
  },
});

export function focusPlace(view: EditorView, geoId: string | null): void {
  if (placeFocusKey.getState(view.state) === geoId) return;
  view.dispatch(view.state.tr.setMeta(placeFocusKey, geoId).setMeta('addToHistory', false));
}

/** The mark under the caret, its edges included, so that the keyboard can open a card. */
export function geoIdAtCaret(view: EditorView): string | null {
  const { $from } = view.state.selection;
  for (const node of [$from.nodeAfter, $from.nodeBefore]) {
    const mark = node?.marks.find((one) => one.type.name === GEO_MARK);
    if (mark) return String(mark.attrs['geoId']);
  }
  return null;
}
