import type { Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';

/**
 * The names in a shared text that an editor does not know. The binding would delete a paragraph that holds an unknown
 * mark, for everybody, so such a document is never given to an editor.
 */
export function unknownNames(fragment: Y.XmlFragment, schema: Schema): string[] {
  const unknown = new Set<string>();
  const visit = (type: unknown) => {
    if (type instanceof Y.XmlText) {
      for (const { insert, attributes } of type.toDelta() as Run[]) {
        if (typeof insert !== 'string') unknown.add('an embedded object');
        for (const name of Object.keys(attributes ?? {}))
          if (!schema.marks[plainName(name)]) unknown.add(plainName(name));
      }
    } else if (type instanceof Y.XmlElement && !schema.nodes[type.nodeName]) unknown.add(type.nodeName);
    else if (type instanceof Y.XmlFragment) for (const child of type.toArray()) visit(child);
    else unknown.add(typeof type === 'string' ? 'text outside of paragraphs' : 'something that is no text');
  };
  visit(fragment);
  return [...unknown];
}

interface Run {
  insert: unknown;
  attributes?: Record<string, unknown>;
}

/** Marks that may overlap themselves are written as `name--` and eight characters of a hash. */
function plainName(name: string): string {
  return name.replace(/--[a-zA-Z0-9+/=]{8}$/, '');
}
