import * as Y from 'yjs';

const LONGEST = 160;

/** The first words of a document, to recognise it by in a list. */
export function openingWords(doc: Y.Doc, fragment: string): string {
  const words: string[] = [];
  let length = 0;
  // Not yjs's own walker: it throws on a document into which some program has written plain text instead of paragraphs.
  const ahead: unknown[] = [doc.getXmlFragment(fragment)];
  while (ahead.length > 0 && length <= LONGEST) {
    const node = ahead.pop();
    if (node instanceof Y.XmlFragment) for (const child of node.toArray().reverse()) ahead.push(child);
    const text = node instanceof Y.XmlText ? plain(node) : '';
    // Such text comes letter by letter.
    const read = typeof node === 'string' ? node : text && `${text} `;
    words.push(read);
    length += read.length;
  }
  return [...words.join('').trimEnd()].slice(0, LONGEST).join('');
}

function plain(text: Y.XmlText): string {
  return (text.toDelta() as { insert?: unknown }[])
    .map((part) => (typeof part.insert === 'string' ? part.insert : ''))
    .join('');
}
