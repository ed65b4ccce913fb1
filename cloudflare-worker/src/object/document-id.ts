import { isDocumentId } from '../contract';

/**
 * The document's id from a still encoded path, decoded exactly once, or null when it is none.
 * `a%2Fb` is the document `a/b`, `a%252Fb` is the document `a%2Fb`.
 */
export function decodeDocumentId(encoded: string): string | null {
  let id: string;
  try {
    id = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  return isDocumentId(id) ? id : null;
}

/** For whoever asked by another one. */
export const DOCUMENT_ID_RULE =
  'a document id has 1 to 256 characters, none of them a control character, and is not . or ..';
