import { failed, ok, type Result } from '@/shared/lib/result';

/** Longitude and latitude in degrees. */
export type Position = readonly [longitude: number, latitude: number];

/** What is drawn of a GeoJSON value. */
export type Shape =
  | { readonly kind: 'point'; readonly at: Position }
  | { readonly kind: 'line'; readonly path: readonly Position[] }
  | { readonly kind: 'polygon'; readonly rings: readonly (readonly Position[])[] }
  | { readonly kind: 'circle'; readonly centre: Position; readonly metres: number };

export type Geo = { readonly type: string; readonly shapes: readonly Shape[] };

/** The error of a reader below, with the path to what is wrong. Never leaves this file. */
class Wrong extends Error {}

/** Reads GeoJSON, the server's own `AeroCircle` included; says what is wrong with it and where. */
export function parseGeo(text: string): Result<Geo> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return failed('This is not valid JSON.');
  }
  try {
    return ok({ type: typeOf(parsed, ''), shapes: shapesOf(parsed, '') });
  } catch (error) {
    if (error instanceof Wrong) {
      return failed(error.message);
    }
    throw error;
  }
}

/** Why a text is no GeoJSON; null when it is. */
export function geoProblem(text: string): string | null {
  const parsed = parseGeo(text);
  return parsed.ok ? null : parsed.problem;
}

type Json = Readonly<Record<string, unknown>>;

function objectAt(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(path, 'write a GeoJSON object, such as {"type": "Point", "coordinates": [8.5, 47.4]}.');
  }
  return value as Json;
}

function typeOf(value: unknown, path: string): string {
  const { type } = objectAt(value, path);
  if (typeof type !== 'string') {
    throw wrong(path, 'an object of GeoJSON has a "type".');
  }
  return type;
}

function shapesOf(value: unknown, path: string): readonly Shape[] {
  const object = objectAt(value, path);
  const here = `${path}coordinates`;
  const at = object.coordinates;
  switch (typeOf(value, path)) {
    case 'Point':
      return [{ kind: 'point', at: positionAt(at, here) }];
    case 'MultiPoint':
      return listAt(at, here).map((each, index) => ({
        kind: 'point',
        at: positionAt(each, item(here, index)),
      }));
    case 'LineString':
      return [lineAt(at, here)];
    case 'MultiLineString':
      return listAt(at, here).map((each, index) => lineAt(each, item(here, index)));
    case 'Polygon':
      return [polygonAt(at, here)];
    case 'MultiPolygon':
      return listAt(at, here).map((each, index) => polygonAt(each, item(here, index)));
    case 'AeroCircle':
      return [circleAt(at, here)];
    case 'GeometryCollection':
      return listAt(object.geometries, `${path}geometries`).flatMap((each, index) =>
        shapesOf(each, `${path}geometries[${String(index)}].`),
      );
    case 'Feature':
      return shapesOf(object.geometry, `${path}geometry.`);
    case 'FeatureCollection':
      return listAt(object.features, `${path}features`).flatMap((each, index) =>
        shapesOf(each, `${path}features[${String(index)}].`),
      );
    default:
      throw wrong(
        path,
        `"type" is Point, LineString, Polygon, their Multi forms, AeroCircle, GeometryCollection, Feature or FeatureCollection, not "${typeOf(value, path)}".`,
      );
  }
}

function lineAt(value: unknown, path: string): Shape {
  const positions = listAt(value, path).map((each, index) => positionAt(each, item(path, index)));
  if (positions.length < 2) {
    throw wrong(path, 'a line has at least two positions.');
  }
  return { kind: 'line', path: positions };
}

function polygonAt(value: unknown, path: string): Shape {
  const rings = listAt(value, path).map((ring, index) => ringAt(ring, item(path, index)));
  if (rings.length === 0) {
    throw wrong(path, 'a polygon has at least one ring.');
  }
  return { kind: 'polygon', rings };
}

function ringAt(value: unknown, path: string): readonly Position[] {
  const ring = listAt(value, path).map((each, index) => positionAt(each, item(path, index)));
  const [first] = ring;
  const last = ring.at(-1);
  if (first === undefined || last === undefined || ring.length < 4) {
    throw wrong(path, `a ring has at least four positions; this one has ${String(ring.length)}.`);
  }
  if (first[0] !== last[0] || first[1] !== last[1]) {
    throw wrong(path, 'a ring ends where it starts: repeat the first position at the end.');
  }
  return ring;
}

function circleAt(value: unknown, path: string): Shape {
  const [centre, metres] = listAt(value, path);
  if (typeof metres !== 'number' || !(metres > 0)) {
    throw wrong(path, 'an AeroCircle is [[longitude, latitude], radius in metres].');
  }
  return { kind: 'circle', centre: positionAt(centre, item(path, 0)), metres };
}

function positionAt(value: unknown, path: string): Position {
  const [longitude, latitude] = listAt(value, path);
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    throw wrong(path, 'a position is [longitude, latitude].');
  }
  if (Math.abs(longitude) > 180) {
    throw wrong(path, `longitude ${String(longitude)} lies outside -180 to 180.`);
  }
  if (Math.abs(latitude) > 90) {
    const swapped = Math.abs(longitude) <= 90 ? ' Longitude comes first.' : '';
    throw wrong(path, `latitude ${String(latitude)} lies outside -90 to 90.${swapped}`);
  }
  return [longitude, latitude];
}

function listAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw wrong(path, 'a list belongs here.');
  }
  return value as readonly unknown[];
}

function item(path: string, index: number): string {
  return `${path}[${String(index)}]`;
}

function wrong(path: string, problem: string): Wrong {
  const place = path.replace(/\.$/, '');
  return new Wrong(
    place === '' ? `${problem.charAt(0).toUpperCase()}${problem.slice(1)}` : `At ${place}: ${problem}`,
  );
}
