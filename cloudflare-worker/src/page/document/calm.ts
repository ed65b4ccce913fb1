import { Extension } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { ySyncPluginKey } from '@tiptap/y-tiptap';

/**
 * What others write must not disturb the one who is writing. The binding replaces the whole document for every remote
 * change, asks for a scroll to the caret and drops the formatting that was chosen for the next letter: both are undone here.
 */
export const CalmUnderRemoteChanges = Extension.create({
  name: 'calmUnderRemoteChanges',

  // Before the binding's own keys: it says nothing to the window, and what was taken back far above would go unseen.
  priority: 1100,
  addKeyboardShortcuts() {
    // The key is ours also when there is nothing left: unanswered, the browser would take back in its own way, and with
    // Caps Lock or on a Mac, where Shift leaves the letter small, one redo too many would be taken for an undo.
    const shown = (done: boolean) => {
      if (done) this.editor.commands.scrollIntoView();
      return true;
    };
    const undo = () => shown(this.editor.commands.undo());
    const redo = () => shown(this.editor.commands.redo());
    return { 'Mod-z': undo, 'Shift-Mod-z': redo, 'Mod-y': redo };
  },

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
