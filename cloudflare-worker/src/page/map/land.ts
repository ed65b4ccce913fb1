import type { Feature, MultiLineString } from 'geojson';
import { merge, mesh } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';

/** Coasts and borders of the world (Natural Earth, by way of the world-atlas package): no tile server is asked. */
export interface Land {
  land: Feature;
  borders: MultiLineString;
}

type MergeObject = Polygon | MultiPolygon;
type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

const made = new Map<'coarse' | 'fine', Promise<Land>>();

/** The coarse one comes with the first map, the fine one (seven times as large) when somebody looks closer. */
export function land(detail: 'coarse' | 'fine'): Promise<Land> {
  const known = made.get(detail);
  if (known) return known;
  const loading = (
    detail === 'coarse' ? import('world-atlas/countries-110m.json') : import('world-atlas/countries-50m.json')
  ).then(({ default: atlas }) => shapes(atlas as unknown as Atlas));
  made.set(detail, loading);
  return loading;
}

function shapes(atlas: Atlas): Land {
  return {
    land: {
      type: 'Feature',
      properties: {},
      geometry: merge(atlas, atlas.objects.countries.geometries as MergeObject[]),
    },
    borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
  };
}
