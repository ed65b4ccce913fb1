import { getSchema } from '@tiptap/core';
import StarterKit from '@tiptap/starter-kit';
import { expect, test } from 'vitest';
import { GeoMark } from '../../src/page/document/geo-mark';
import { placeOf, placesIn } from '../../src/page/document/places';

const schema = getSchema([StarterKit.configure({ undoRedo: false }), GeoMark]);
const at = { lat: 38.7, lng: -9.1, colorIndex: 3, coordSource: 'gazetteer', placeName: 'Lisbon' };
const mark = (attributes: Record<string, unknown>) => ({ type: 'geoMark', attrs: { ...at, ...attributes } });
const text = (words: string, ...marks: object[]) => ({ type: 'text', text: words, marks });
const doc = (...content: object[]) => schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', content }] });

test('a name with bold letters in it is one mention', () => {
  const places = placesIn(
    doc(text('Lis', mark({ geoId: 'geo-1' })), text('bon', mark({ geoId: 'geo-1' }), { type: 'bold' })),
  );

  expect(places).toHaveLength(1);
  expect(places[0]?.mentions).toEqual([{ geoId: 'geo-1', from: 1, to: 7 }]);
});

test('mentions of one place share a pin, in the order of the text', () => {
  const places = placesIn(
    doc(text('Lisbon', mark({ geoId: 'geo-1' })), text(' and '), text('Lisboa', mark({ geoId: 'geo-2' }))),
  );

  expect(places.map((place) => place.mentions.map((one) => one.geoId))).toEqual([['geo-1', 'geo-2']]);
  expect(placeOf('geo-2', places)?.name).toBe('Lisbon');
});

test('two places of one name are two places', () => {
  const places = placesIn(
    doc(text('Paris', mark({ geoId: 'geo-1' })), text(' '), text('Paris', mark({ geoId: 'geo-2', lat: 33.6 }))),
  );

  expect(places).toHaveLength(2);
});

test('coordinates that are no point on earth give a place without a pin', () => {
  for (const broken of [{ lat: 91 }, { lng: 181 }, { lat: '38.7' }, { lat: Number.NaN }])
    expect(placesIn(doc(text('Lisbon', mark({ geoId: 'geo-1', ...broken }))))[0]?.at).toBeNull();
});

test('a colour index of somebody else is brought into range', () => {
  const colours = [13, -1, 'x', 2.9].map(
    (colorIndex) => placesIn(doc(text('Lisbon', mark({ geoId: 'geo-1', colorIndex }))))[0]?.colour,
  );

  expect(colours).toEqual([3, 9, 0, 2]);
});
