import { type Editor, getSchema } from '@tiptap/core';
import type * as Y from 'yjs';
import type { Endings } from '../lib/cell';
import { content } from './editor';
import { unknownNames } from './unknown-content';

/**
 * Opens the editor only over content it knows, and takes it away the moment a peer writes something it does not. The
 * watcher is set before the editor's own, so it is asked first, while the paragraph is still whole.
 */
export function guardUnknownContent(
  fragment: Y.XmlFragment,
  endings: Endings,
  open: () => Editor,
  strange: (names: string[]) => void,
): Editor | null {
  const schema = getSchema(content);
  const before = unknownNames(fragment, schema);
  if (before.length > 0) {
    strange(before);
    return null;
  }
  let editor: Editor | null = null;
  const watch = (_: unknown, transaction: { local: boolean }) => {
    if (transaction.local || !editor) return;
    const names = unknownNames(fragment, schema);
    if (names.length === 0) return;
    editor.destroy();
    editor = null;
    strange(names);
  };
  fragment.observeDeep(watch);
  endings.add(() => fragment.unobserveDeep(watch));
  editor = open();
  return editor;
}

/** The bare words, for reading what cannot be edited here. */
export function plainText(fragment: Y.XmlFragment): string {
  const paragraphs = fragment.toArray().map((child) => String(child).replace(/<[^>]*>/g, ''));
  return new DOMParser().parseFromString(paragraphs.join('\n\n'), 'text/html').body.textContent ?? '';
}
