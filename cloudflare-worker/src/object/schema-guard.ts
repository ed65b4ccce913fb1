import * as Y from 'yjs';
import { GEO_MARK } from '../contract';

/**
 * An editor that does not know a mark deletes the paragraph that carries it, silently and for everybody. So once a
 * document holds geo-marks, whoever edits must have declared that it knows them.
 */
export function mayEdit(guard: 'on' | 'all' | 'off', holdsMarks: boolean, states: readonly unknown[]): boolean {
  if (guard === 'off' || !holdsMarks) return true;
  if (guard === 'all' && states.length === 0) return false;
  return states.every((state) => !isEditor(state, guard) || declaresGeoMark(state));
}

function isEditor(state: unknown, guard: 'on' | 'all'): boolean {
  return guard === 'all' || (isRecord(state) && isRecord(state.user));
}

function declaresGeoMark(state: unknown): boolean {
  return isRecord(state) && Array.isArray(state.schema) && state.schema.includes(GEO_MARK);
}

/** Whether this transaction brought a geo-mark: looks only at what is new, so that typing stays cheap. */
export function bringsGeoMark(transaction: Y.Transaction): boolean {
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (before === after) continue;
    const structs = transaction.doc.store.clients.get(client) ?? [];
    for (let at = Y.findIndexSS(structs, before); at < structs.length; at++) if (isGeoMark(structs[at])) return true;
  }
  return false;
}

function isGeoMark(struct: unknown): boolean {
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentFormat)) return false;
  // A mark that may overlap itself is called `geoMark--<hash>`.
  const { key, value } = struct.content;
  return value !== null && (key === GEO_MARK || key.startsWith(`${GEO_MARK}--`));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
