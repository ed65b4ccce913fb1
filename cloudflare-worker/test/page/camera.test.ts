import { expect, test } from 'vitest';
import { around, type Camera, keepUnder, projectionOf, zoomed } from '../../src/page/map/camera';

const size = { width: 500, height: 400 };
const LISBON = { lat: 38.7, lng: -9.1 };
const TOKYO = { lat: 35.7, lng: 139.7 };
const FIJI = { lat: -18.1, lng: 178.4 };
const SAMOA = { lat: -13.8, lng: -171.8 };

const onMap = (camera: Camera, place: { lat: number; lng: number }) =>
  projectionOf(camera, size)([place.lng, place.lat]) ?? [0, 0];

test('the frame holds all places, with room around them', () => {
  const camera = around([LISBON, TOKYO], size);

  for (const place of [LISBON, TOKYO]) {
    const [x, y] = onMap(camera, place);
    expect(x).toBeGreaterThan(20);
    expect(x).toBeLessThan(480);
    expect(y).toBeGreaterThan(20);
    expect(y).toBeLessThan(380);
  }
});

test('places on both sides of the date line are framed across it, not around the world', () => {
  expect(around([FIJI, SAMOA], size).zoom).toBeGreaterThan(5);
});

test('a dragged place stays under the pointer', () => {
  const camera = keepUnder({ lat: 40, lng: 10, zoom: 6 }, size, [LISBON.lng, LISBON.lat], [123, 234]);
  const [x, y] = onMap(camera, LISBON);

  expect(x).toBeCloseTo(123, 0);
  expect(y).toBeCloseTo(234, 0);
});

test('zooming keeps the place under the pointer', () => {
  const before: Camera = { lat: 40, lng: 10, zoom: 6 };
  const pointer: [number, number] = [100, 300];
  const place = projectionOf(before, size).invert?.(pointer) ?? [0, 0];
  const [x, y] = onMap(zoomed(before, size, 2, pointer), { lng: place[0], lat: place[1] });

  expect(x).toBeCloseTo(100, 0);
  expect(y).toBeCloseTo(300, 0);
});

test('the void beyond the poles is not shown while the world is higher than the map', () => {
  const projection = projectionOf({ lat: 80, lng: 0, zoom: 3 }, size);

  expect(projection([0, 90])?.[1]).toBeLessThanOrEqual(0.5);
});
