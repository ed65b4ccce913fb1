import type { Editor } from '@tiptap/core';
import type { GeoCandidate, GeoMarkAttributes } from '../../contract';
import { GEO_MARK } from '../../contract';
import type { Place } from './places';

/** "Not a place": an ordinary edit of a person, so that undo brings the mark back and the agent remembers it. */
export function removeMarks(editor: Editor, geoIds: ReadonlySet<string>, place: Place): void {
  const type = editor.schema.marks[GEO_MARK];
  if (!type) return;
  const tr = editor.state.tr;
  for (const mention of place.mentions) if (geoIds.has(mention.geoId)) tr.removeMark(mention.from, mention.to, type);
  editor.view.dispatch(tr);
}

/** Another place of the same name was meant. From now on the mark is a person's, and agents leave it alone. */
export function chooseInstead(editor: Editor, place: Place, other: GeoCandidate): void {
  const type = editor.schema.marks[GEO_MARK];
  if (!type) return;
  const tr = editor.state.tr;
  for (const { geoId, from, to } of place.mentions) {
    const attributes: GeoMarkAttributes = {
      geoId,
      placeName: other.placeName,
      lat: other.lat,
      lng: other.lng,
      colorIndex: place.colour,
      coordSource: 'manual',
    };
    tr.removeMark(from, to, type).addMark(from, to, type.create({ ...attributes }));
  }
  editor.view.dispatch(tr);
}
