import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { absolutePositionToRelativePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';

/**
 * Tells the others where an input method is composing: a change to that paragraph would end the composition, so agents
 * wait until the field is gone again.
 */
export const ComposingShown = Extension.create<{ awareness: Awareness | null }>({
  name: 'composingShown',

  addOptions() {
    return { awareness: null };
  },

  addProseMirrorPlugins() {
    const { awareness } = this.options;
    if (!awareness) return [];
    const end = () => {
      if (awareness.getLocalState()?.['composing']) awareness.setLocalStateField('composing', null);
      return false;
    };
    return [
      new Plugin({
        key: new PluginKey('composing-shown'),
        props: {
          handleDOMEvents: {
            compositionstart: (view) => {
              awareness.setLocalStateField('composing', positionOf(view));
              return false;
            },
            compositionend: end,
            blur: end,
          },
        },
        view: () => ({ destroy: end }),
      }),
    ];
  },
});

function positionOf(view: EditorView): unknown {
  const sync = ySyncPluginKey.getState(view.state);
  return absolutePositionToRelativePosition(view.state.selection.from, sync.type, sync.binding.mapping);
}
