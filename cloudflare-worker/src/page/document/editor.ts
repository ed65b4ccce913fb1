import { Editor } from '@tiptap/core';
import Collaboration from '@tiptap/extension-collaboration';
import { Placeholder } from '@tiptap/extensions';
import StarterKit from '@tiptap/starter-kit';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { texts } from '../texts';
import { CalmUnderRemoteChanges } from './calm';
import { Carets } from './carets';
import { ComposingShown } from './composing';
import { GeoMark } from './geo-mark';
import { tablesAsLines } from './pasted-tables';
import { PlaceFocus } from './place-focus';
import { StandInLeaves } from './stand-in';

/** What the page knows how to show; the preview of an earlier version shows the same. */
export const content = [StarterKit.configure({ undoRedo: false, link: { openOnClick: false } }), GeoMark];

export interface EditorParts {
  element: HTMLElement;
  doc: Y.Doc;
  fragment: string;
  awareness: Awareness;
  documentId: string;
}

export function makeEditor({ element, doc, fragment, awareness, documentId }: EditorParts): Editor {
  return new Editor({
    element,
    extensions: [
      ...content,
      Collaboration.configure({ document: doc, field: fragment }),
      Carets.configure({ awareness }),
      ComposingShown.configure({ awareness }),
      CalmUnderRemoteChanges,
      StandInLeaves,
      PlaceFocus,
      Placeholder.configure({ placeholder: texts.editor.placeholder }),
    ],
    // Styles are ours, in style/text.css.
    injectCSS: false,
    editorProps: {
      transformPastedHTML: tablesAsLines,
      attributes: {
        'aria-label': texts.editor.label(documentId),
        'aria-description': texts.editor.hint,
        role: 'textbox',
        'aria-multiline': 'true',
        class: 'text',
        spellcheck: 'true',
      },
    },
  });
}
