import type * as Y from 'yjs';
import { CANDIDATES_MAP, type GeoCandidate } from '../../contract';
import { type Place, pointOf } from './places';
import { short } from './presence';

const MOST = 8;

/** What else the name could mean, if an agent said so. Written by peers: each entry is looked at before it is shown. */
export function candidatesFor(doc: Y.Doc, place: Place): GeoCandidate[] {
  const map = doc.getMap<unknown>(CANDIDATES_MAP);
  const found: GeoCandidate[] = [];
  for (const { geoId } of place.mentions) {
    const told = map.get(geoId);
    if (!Array.isArray(told)) continue;
    for (const entry of told) {
      const candidate = candidateIn(entry);
      if (candidate && !same(candidate, place) && !found.some((one) => same(candidate, { at: one })))
        found.push(candidate);
    }
  }
  return found.slice(0, MOST);
}

/** They may come after their mark, into a card that is open already. Returns how to stop. */
export function onCandidates(doc: Y.Doc, told: () => void): () => void {
  const map = doc.getMap<unknown>(CANDIDATES_MAP);
  map.observe(told);
  return () => map.unobserve(told);
}

function candidateIn(entry: unknown): GeoCandidate | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { placeName, lat, lng, detail } = entry as Record<string, unknown>;
  const at = pointOf(lat, lng);
  const name = short(placeName, 120);
  return at && name ? { placeName: name, ...at, detail: short(detail, 120) } : null;
}

function same(candidate: GeoCandidate, place: { at: { lat: number; lng: number } | null }): boolean {
  return place.at !== null && place.at.lat === candidate.lat && place.at.lng === candidate.lng;
}
