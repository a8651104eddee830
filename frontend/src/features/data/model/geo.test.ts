import { describe, expect, it } from 'vitest';
import { parseGeo, type Shape } from './geo';
import { boundsOf, circleOutline, graticuleOf, latitudeText, longitudeText, viewAround } from './geoView';

const SQUARE = [
  [0, 0],
  [0, 1],
  [1, 1],
  [1, 0],
  [0, 0],
];

function shapes(value: unknown): readonly Shape[] {
  const parsed = parseGeo(JSON.stringify(value));
  return parsed.ok ? parsed.value.shapes : [];
}

describe('GeoJSON', () => {
  it.each<[string, object, readonly string[]]>([
    ['point', { type: 'Point', coordinates: [8.5, 47.4] }, ['point']],
    ['points', { type: 'MultiPoint', coordinates: [[1, 2], [3, 4]] }, ['point', 'point']], // prettier-ignore
    ['line', { type: 'LineString', coordinates: [[1, 2], [3, 4]] }, ['line']], // prettier-ignore
    ['polygon', { type: 'Polygon', coordinates: [SQUARE] }, ['polygon']],
    ['polygons', { type: 'MultiPolygon', coordinates: [[SQUARE], [SQUARE]] }, ['polygon', 'polygon']],
    ['circle', { type: 'AeroCircle', coordinates: [[8.5, 47.4], 300] }, ['circle']],
    ['feature', { type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] } }, ['point']],
    [
      'collection',
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2, 300] }] },
      ['point'],
    ],
  ])('of a %s is drawn', (_, value, kinds) => {
    expect(shapes(value).map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each<[string, string]>([
    ['{"type":', 'not valid JSON'],
    ['{}', 'An object of GeoJSON has a "type".'],
    ['{"type":"Square","coordinates":[]}', 'not "Square"'],
    ['{"type":"Point","coordinates":[1]}', 'At coordinates: a position is [longitude, latitude].'],
    ['{"type":"Point","coordinates":[181,0]}', 'longitude 181 lies outside'],
    ['{"type":"Point","coordinates":[47,91]}', 'latitude 91 lies outside -90 to 90. Longitude comes first.'],
    ['{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}', 'At coordinates[0]: a ring has at least four'],
    [
      '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[1,0]]]}',
      'a ring ends where it starts: repeat the first position',
    ],
    ['{"type":"AeroCircle","coordinates":[[0,0],-1]}', 'radius in metres'],
    [
      '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":["x",1]}}]}',
      'At features[0].geometry.coordinates: a position',
    ],
  ])('%s is refused, with its place and reason', (text, reason) => {
    const parsed = parseGeo(text);
    expect(parsed.ok ? null : parsed.problem).toContain(reason);
  });
});

describe('the map', () => {
  it('draws a circle to scale at any latitude', () => {
    for (const latitude of [0, 47, 80, -60]) {
      const bounds = boundsOf([{ kind: 'circle', centre: [10, latitude], metres: 111_195 }]);
      // One degree of latitude is 111.195 km on the sphere used.
      expect((bounds?.north ?? 0) - (bounds?.south ?? 0)).toBeCloseTo(2, 2);
      const width = ((bounds?.east ?? 0) - (bounds?.west ?? 0)) * Math.cos((latitude * Math.PI) / 180);
      expect(width).toBeCloseTo(2, 0);
    }
  });

  it('keeps a circle over the date line in one piece', () => {
    const bounds = boundsOf([{ kind: 'circle', centre: [179.9, 0], metres: 100_000 }]);
    expect(bounds?.east).toBeGreaterThan(180);
    expect((bounds?.east ?? 0) - (bounds?.west ?? 0)).toBeLessThan(2);
    expect(longitudeText(181)).toBe('179° W');
  });

  it('has surroundings and a grid for a lone point, everywhere', () => {
    for (const [longitude, latitude] of [
      [0, 0],
      [-180, 90],
      [8.54, 47.38],
    ] as const) {
      // prettier-ignore
      const bounds = boundsOf([{ kind: 'point', at: [longitude, latitude] }]);
      const view = bounds === null ? null : viewAround(bounds, 2);
      expect(view).not.toBeNull();
      if (view !== null) {
        expect(view.west).toBeLessThan(longitude);
        expect(view.north).toBeGreaterThan(latitude);
        expect(graticuleOf(view).longitudes.length).toBeGreaterThan(0);
      }
    }
  });

  it('of the whole earth has few lines', () => {
    const view = viewAround({ west: -180, east: 180, south: -90, north: 90 }, 2);
    const { longitudes, latitudes } = graticuleOf(view);
    expect(longitudes.length).toBeLessThan(12);
    expect(latitudes.every((latitude) => Math.abs(latitude) <= 90)).toBe(true);
  });

  it('names directions', () => {
    expect([latitudeText(-1.5), latitudeText(0), longitudeText(8.25)]).toEqual(['1.5° S', '0°', '8.25° E']);
    expect(circleOutline([0, 90], 1000)).toHaveLength(72);
  });
});
