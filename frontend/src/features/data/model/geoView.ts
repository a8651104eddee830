import type { Position, Shape } from './geo';

/** A part of the earth, in degrees. `west` and `east` may pass ±180: a circle over the date line stays in one piece. */
export type Bounds = {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
};

/** Lines of latitude and longitude of a view, at round degrees. */
export type Graticule = { readonly longitudes: readonly number[]; readonly latitudes: readonly number[] };

const EARTH_METRES = 6_371_008.8;
const CIRCLE_POINTS = 72;
/** Share of its size that a view adds on each side. */
const MARGIN = 0.15;
/** The least a view shows, in degrees: about two kilometres, so that a point has surroundings. */
const LEAST_SPAN = 0.02;
const STEPS = [45, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002];
const LINES_WANTED = 5;

/** The outline of a circle on the globe: to scale, whatever its size and latitude. */
export function circleOutline([longitude, latitude]: Position, metres: number): readonly Position[] {
  const angle = Math.min(metres / EARTH_METRES, Math.PI);
  const phi = radians(latitude);
  return Array.from({ length: CIRCLE_POINTS }, (_, index) => {
    const bearing = (2 * Math.PI * index) / CIRCLE_POINTS;
    const sin = Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(bearing);
    const turn = Math.atan2(
      Math.sin(bearing) * Math.sin(angle) * Math.cos(phi),
      Math.cos(angle) - Math.sin(phi) * sin,
    );
    return [longitude + degrees(turn), degrees(Math.asin(Math.max(-1, Math.min(1, sin))))] as const;
  });
}

/** Every position that a shape's drawing passes. */
export function positionsOf(shape: Shape): readonly Position[] {
  switch (shape.kind) {
    case 'point':
      return [shape.at];
    case 'line':
      return shape.path;
    case 'polygon':
      return shape.rings.flat();
    case 'circle':
      return circleOutline(shape.centre, shape.metres);
  }
}

/** The smallest box around the shapes; null when there are none. */
export function boundsOf(shapes: readonly Shape[]): Bounds | null {
  const positions = shapes.flatMap(positionsOf);
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
  return positions.length === 0
    ? null
    : { west: least(longitudes), east: most(longitudes), south: least(latitudes), north: most(latitudes) };
}

/** A view of the given proportions around the bounds. Degrees of longitude shrink towards the poles, as on the globe. */
export function viewAround(bounds: Bounds, widthToHeight: number): Bounds {
  const middle = { x: (bounds.west + bounds.east) / 2, y: (bounds.south + bounds.north) / 2 };
  const shrink = Math.max(Math.cos(radians(middle.y)), 0.05);
  const height = Math.max((bounds.north - bounds.south) * (1 + 2 * MARGIN), LEAST_SPAN);
  const width = Math.max((bounds.east - bounds.west) * (1 + 2 * MARGIN), LEAST_SPAN / shrink);
  const spanY = Math.max(height, (width * shrink) / widthToHeight);
  const spanX = Math.max(width, (height * widthToHeight) / shrink);
  return {
    west: middle.x - spanX / 2,
    east: middle.x + spanX / 2,
    south: middle.y - spanY / 2,
    north: middle.y + spanY / 2,
  };
}

export function graticuleOf(view: Bounds): Graticule {
  return {
    longitudes: roundDegrees(view.west, view.east),
    latitudes: roundDegrees(Math.max(view.south, -90), Math.min(view.north, 90)),
  };
}

function roundDegrees(from: number, to: number): readonly number[] {
  const step = STEPS.findLast((each) => (to - from) / each <= LINES_WANTED) ?? 45;
  const lines: number[] = [];
  for (let index = Math.ceil(from / step); index * step <= to; index += 1) {
    lines.push(Number((index * step).toFixed(3)));
  }
  return lines;
}

/** `8.5° E`: a longitude past the date line gets its usual name. */
export function longitudeText(longitude: number): string {
  const usual = ((((longitude + 180) % 360) + 360) % 360) - 180;
  return usual === 0 || usual === -180 ? degreeText(usual) : `${degreeText(usual)} ${usual > 0 ? 'E' : 'W'}`;
}

export function latitudeText(latitude: number): string {
  return latitude === 0 ? degreeText(0) : `${degreeText(latitude)} ${latitude > 0 ? 'N' : 'S'}`;
}

function degreeText(value: number): string {
  return `${String(Number(Math.abs(value).toFixed(4)))}°`;
}

function radians(value: number): number {
  return (value * Math.PI) / 180;
}

function degrees(value: number): number {
  return (value * 180) / Math.PI;
}
