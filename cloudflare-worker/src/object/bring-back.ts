import * as Y from 'yjs';

const EARLIER = Symbol('earlier');

/**
 * The update that turns `now` into what `earlier` was, as ordinary edits: everything changed since is undone on a copy.
 * What stayed the same keeps its identity, so carets stay in place and an editor that is offline merges as usual.
 */
export function bringBack(now: Y.Doc, earlier: Uint8Array): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, earlier, EARLIER);
  const undo = new Y.UndoManager(copy, { trackedOrigins: new Set([EARLIER]), captureTimeout: 0 });
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(now, Y.encodeStateVector(copy)), EARLIER);
  while (undo.undo() !== null) {}
  undo.destroy();
  return Y.encodeStateAsUpdate(copy, Y.encodeStateVector(now));
}
