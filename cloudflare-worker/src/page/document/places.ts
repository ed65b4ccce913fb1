import type { Node } from '@tiptap/pm/model';
import { GEO_MARK } from '../../contract';
import { colourOf } from './geo-mark';

/** One marked name in the text. A name with bold letters in it is still one mention. */
export interface Mention {
  geoId: string;
  from: number;
  to: number;
}

/** One place of the world, with all its mentions in the order of the text. */
export interface Place {
  key: string;
  name: string;
  /** Null when what was written is not a point on earth: such a place has a card but no pin. */
  at: { lat: number; lng: number } | null;
  colour: number;
  source: string;
  mentions: Mention[];
}

export function placesIn(doc: Node): Place[] {
  const places = new Map<string, Place>();
  const open = new Map<string, Mention>();
  doc.descendants((node, position) => {
    if (!node.isText) return;
    for (const mark of node.marks) {
      if (mark.type.name !== GEO_MARK) continue;
      const geoId = String(mark.attrs['geoId']);
      const before = open.get(geoId);
      if (before?.to === position) {
        before.to = position + node.nodeSize;
        continue;
      }
      const mention = { geoId, from: position, to: position + node.nodeSize };
      open.set(geoId, mention);
      placeFor(mark.attrs, places).mentions.push(mention);
    }
  });
  return [...places.values()];
}

export function placeOf(geoId: string, places: readonly Place[]): Place | undefined {
  return places.find((place) => place.mentions.some((mention) => mention.geoId === geoId));
}

function placeFor(attributes: Record<string, unknown>, places: Map<string, Place>): Place {
  const at = pointOf(attributes['lat'], attributes['lng']);
  const name = String(attributes['placeName'] ?? '');
  const key = at ? `${name} ${at.lat} ${at.lng}` : name;
  const known = places.get(key);
  if (known) return known;
  const place: Place = {
    key,
    name,
    at,
    colour: colourOf(attributes['colorIndex']),
    source: String(attributes['coordSource'] ?? ''),
    mentions: [],
  };
  places.set(key, place);
  return place;
}

export function pointOf(lat: unknown, lng: unknown): { lat: number; lng: number } | null {
  if (typeof lat !== 'number' || typeof lng !== 'number') return null;
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}
