import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * What others write must not disturb the one who is writing. The binding replaces the whole document for every remote
 * change, asks for a scroll to the caret and drops the formatting that was chosen for the next letter: both are undone here.
 */
export const CalmUnderRemoteChanges = Extension.create({
  name: 'calmUnderRemoteChanges',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey('calm-under-remote-changes'),
        props: {
          handleScrollToSelection: (view) => Boolean(ySyncPluginKey.getState(view.state)?.isChangeOrigin),
        },
        appendTransaction: (transactions, before, after) => {
          const remote = transactions.some((tr) => tr.getMeta(ySyncPluginKey)?.isChangeOrigin);
          const chosen = before.storedMarks;
          if (!remote || !chosen || after.storedMarks || !after.selection.empty) return null;
          return after.tr.setStoredMarks(chosen).setMeta('addToHistory', false);
        },
      }),
    ];
  },
});
