import * as Y from 'yjs';
import type { Meta } from './meta';
import { bringsGeoMark } from './schema-guard';
import type { DocumentStore } from './store';
import { vitals } from './vitals';

const EDIT_NOTED_EVERY_MS = 15_000;

export interface Applied {
  changed: boolean;
  /** Something is missing that this update builds on. */
  missing: boolean;
}

/**
 * The shared text. Loaded when it is first needed and not at every wake: most wakes of a quiet room are awareness
 * renewals, which need no text. Stored before it is passed on, so an echo means that it is kept.
 */
export class SharedText {
  private loaded = false;
  private kept = 0;
  private lastEdit: number | null;

  constructor(
    private readonly doc: Y.Doc,
    private readonly store: DocumentStore,
    private readonly meta: Meta,
    private readonly passOn: (update: Uint8Array) => void,
  ) {
    this.lastEdit = meta.get<number | null>('edited_at', null);
  }

  get size(): number {
    return this.store.size;
  }

  get holdsMarks(): boolean {
    return this.meta.get('holds_marks', false);
  }

  get editedAt(): number | null {
    return this.lastEdit;
  }

  /** The document, loaded. */
  get open(): Y.Doc {
    if (this.loaded) return this.doc;
    this.loaded = true;
    vitals.textLoads++;
    this.store.load(this.doc);
    this.doc.on('update', (update: Uint8Array) => this.keep(update));
    this.doc.on('afterTransaction', (transaction: Y.Transaction) => {
      if (!this.holdsMarks && bringsGeoMark(transaction)) this.meta.put('holds_marks', true);
    });
    return this.doc;
  }

  /** Takes an update in; an update that says nothing new changes nothing. */
  apply(update: Uint8Array, origin: unknown): Applied {
    const doc = this.open;
    const kept = this.kept;
    const waiting = waitingOf(doc);
    Y.applyUpdate(doc, update, origin);
    const stillWaiting = waitingOf(doc);
    const missing = stillWaiting.some((each, at) => each !== null && each !== waiting[at]);
    // What waits for its predecessors raises no event, and must be kept all the same.
    if (missing) this.store.append(update);
    if (this.store.wantsFolding()) this.store.fold(doc);
    return { changed: this.kept > kept, missing };
  }

  editedByPerson(now: number): void {
    this.lastEdit = now;
    if (now - this.meta.get('edited_at', 0) >= EDIT_NOTED_EVERY_MS) this.meta.put('edited_at', now);
  }

  private keep(update: Uint8Array): void {
    this.kept++;
    this.store.append(update);
    this.passOn(update);
  }
}

/** What came before its predecessors; yjs holds it back and replaces these when more is held back. */
function waitingOf(doc: Y.Doc): [Uint8Array | null, Uint8Array | null] {
  return [doc.store.pendingStructs?.update ?? null, doc.store.pendingDs];
}
