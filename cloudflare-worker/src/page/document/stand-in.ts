import { Extension } from '@tiptap/core';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import * as Y from 'yjs';

/**
 * When an undo has taken back the whole text the window shows an empty paragraph in its place, and the binding writes it
 * down at the next occasion. It must not stay above what a redo brings back.
 */
export const StandInLeaves = Extension.create({
  name: 'standInLeaves',

  onCreate() {
    const text: Y.XmlFragment = ySyncPluginKey.getState(this.editor.state).type;
    const history: Y.UndoManager = yUndoPluginKey.getState(this.editor.state).undoManager;
    let emptied = false;
    history.on('stack-item-popped', ({ type }) => {
      const standsIn = emptied && type === 'redo' && text.length > 1 && isBlank(text.get(0));
      emptied = type === 'undo' && text.length === 0;
      if (standsIn) text.delete(0, 1);
    });
  },
});

const isBlank = (block: unknown): boolean =>
  block instanceof Y.XmlElement &&
  block.nodeName === 'paragraph' &&
  block.toArray().every((part) => part instanceof Y.XmlText && part.length === 0);
