import * as Y from 'yjs';

const LONGEST = 160;

/** The first words of a document, to recognise it by in a list. */
export function openingWords(doc: Y.Doc, fragment: string): string {
  const words: string[] = [];
  let length = 0;
  for (const node of doc.getXmlFragment(fragment).createTreeWalker((each) => each instanceof Y.XmlText)) {
    const text = plain(node as Y.XmlText);
    if (text === '') continue;
    words.push(text);
    length += text.length + 1;
    if (length > LONGEST) break;
  }
  return [...words.join(' ')].slice(0, LONGEST).join('');
}

function plain(text: Y.XmlText): string {
  return (text.toDelta() as { insert?: unknown }[])
    .map((part) => (typeof part.insert === 'string' ? part.insert : ''))
    .join('');
}
