import { type GeoProjection, geoNaturalEarth1 } from 'd3-geo';

/** What the map shows: the point in its middle and how many times larger than the whole world it is. */
export interface Camera {
  lng: number;
  lat: number;
  zoom: number;
}

export interface Size {
  width: number;
  height: number;
}

type Point = [number, number];

export const WORLD: Camera = { lng: 11, lat: 18, zoom: 1 };
const CLOSEST = 220;
const FARTHEST = 0.6;
const MOST_NORTHERN = 83;
/** A single place is shown with the country around it, not as a dot in an empty plane. */
const COUNTRY = 9;

/**
 * The middle of the map is always the middle of the projection, so land keeps its shape wherever one looks, and the map
 * goes round: east of Fiji comes Samoa.
 */
export function projectionOf(camera: Camera, size: Size): GeoProjection {
  const scale = (camera.zoom * Math.max(size.width, size.height * 1.95)) / 5.5;
  const projection = geoNaturalEarth1()
    .rotate([-camera.lng, 0])
    .scale(scale)
    .translate([size.width / 2, size.height / 2]);
  const row = (lat: number) => projection([camera.lng, lat])?.[1] ?? size.height / 2;
  const wanted = size.height / 2 - row(camera.lat);
  // Where the world is higher than the map, its edges stay outside: nobody looks at the void beyond the poles.
  const [top, bottom] = [-row(90), size.height - row(-90)];
  const shift = top > bottom ? Math.min(top, Math.max(bottom, wanted)) : (top + bottom) / 2;
  return projection.translate([size.width / 2, size.height / 2 + shift]);
}

/** Moves the camera so that the place lies under the pointer: dragging and zooming are both this. */
export function keepUnder(camera: Camera, size: Size, place: Point, pointer: Point): Camera {
  const now = projectionOf(camera, size);
  const at = now(place);
  if (!at) return camera;
  // The row of a place depends on its latitude alone, so the middle's row moves by as much as the place's row must.
  const middleRow = size.height / 2 - (pointer[1] - at[1]);
  const lat = now.invert?.([size.width / 2, middleRow])?.[1] ?? camera.lat;
  const lngAtPointer = now.invert?.([pointer[0], at[1]])?.[0];
  const lng = lngAtPointer === undefined ? camera.lng : camera.lng - (lngAtPointer - place[0]);
  return tidy({ ...camera, lat, lng });
}

export function zoomed(camera: Camera, size: Size, factor: number, pointer: Point): Camera {
  const place = projectionOf(camera, size).invert?.(pointer);
  const closer = tidy({ ...camera, zoom: camera.zoom * factor });
  return place ? keepUnder(closer, size, place, pointer) : closer;
}

/** The smallest view with all the places in it, some room around them. */
export function around(places: ReadonlyArray<{ lat: number; lng: number }>, size: Size): Camera {
  const [first] = places;
  if (!first || size.width === 0) return WORLD;
  const lats = places.map((place) => place.lat);
  const middle = {
    lat: (Math.min(...lats) + Math.max(...lats)) / 2,
    lng: middleOfArc(places.map((place) => place.lng)),
  };
  if (places.length === 1) return tidy({ ...middle, zoom: COUNTRY });
  const margin = Math.min(size.width, size.height) * 0.14;
  for (let zoom = 40; zoom > FARTHEST; zoom /= 1.15) {
    const camera = tidy({ ...middle, zoom });
    const projection = projectionOf(camera, size);
    const inside = places.every((place) => {
      const [x, y] = projection([place.lng, place.lat]) ?? [-1, -1];
      return x >= margin && x <= size.width - margin && y >= margin && y <= size.height - margin;
    });
    if (inside) return camera;
  }
  return tidy({ ...middle, zoom: FARTHEST });
}

/** The middle of the shortest arc that holds all the longitudes: of Fiji and Samoa it is the date line, not Greenwich. */
function middleOfArc(lngs: number[]): number {
  const sorted = [...lngs].sort((a, b) => a - b);
  let start = 0;
  let widest = -1;
  sorted.forEach((lng, index) => {
    const next = sorted[(index + 1) % sorted.length] ?? lng;
    const gap = index + 1 < sorted.length ? next - lng : next + 360 - lng;
    if (gap > widest) {
      widest = gap;
      start = next;
    }
  });
  return start + (360 - widest) / 2;
}

function tidy({ lat, lng, zoom }: Camera): Camera {
  return {
    lat: Math.max(-MOST_NORTHERN, Math.min(MOST_NORTHERN, lat)),
    lng: ((((lng + 180) % 360) + 360) % 360) - 180,
    zoom: Math.max(FARTHEST, Math.min(CLOSEST, zoom)),
  };
}
