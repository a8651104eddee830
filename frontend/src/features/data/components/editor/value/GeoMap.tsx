import { Text } from '@mantine/core';
import type { Geo, Position, Shape } from '../../../model/geo';
import {
  type Bounds,
  boundsOf,
  circleOutline,
  graticuleOf,
  latitudeText,
  longitudeText,
  viewAround,
} from '../../../model/geoView';
import classes from './geo.module.css';

const WIDTH = 320;
const HEIGHT = 180;

type Project = (position: Position) => readonly [x: number, y: number];

/** A small map without tiles: shapes to scale on a grid of latitude and longitude. It asks no server for anything. */
export function GeoMap({ geo }: { readonly geo: Geo }) {
  const bounds = boundsOf(geo.shapes);
  if (bounds === null) {
    return (
      <Text size="xs" c="dimmed">
        {geo.type} without a position
      </Text>
    );
  }
  const view = viewAround(bounds, WIDTH / HEIGHT);
  const project: Project = ([longitude, latitude]) => [
    ((longitude - view.west) / (view.east - view.west)) * WIDTH,
    ((view.north - latitude) / (view.north - view.south)) * HEIGHT,
  ];
  const text = describe(geo, bounds);
  return (
    <figure className={classes.figure}>
      <svg
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        className={classes.map}
        role="img"
        aria-label={`Map: ${text}`}
      >
        <Grid view={view} project={project} />
        {geo.shapes.map((shape, index) => (
          <Drawing key={index} shape={shape} project={project} />
        ))}
      </svg>
      <figcaption>
        <Text size="xs" c="dimmed" className={classes.caption}>
          {text}
        </Text>
      </figcaption>
    </figure>
  );
}

function Grid({ view, project }: { readonly view: Bounds; readonly project: Project }) {
  const { longitudes, latitudes } = graticuleOf(view);
  return (
    <g className={classes.grid}>
      {longitudes.map((longitude) => {
        const [x] = project([longitude, 0]);
        return (
          <g key={longitude}>
            <line x1={x} x2={x} y1={0} y2={HEIGHT} />
            <text x={x + 2} y={HEIGHT - 3}>
              {longitudeText(longitude)}
            </text>
          </g>
        );
      })}
      {latitudes.map((latitude) => {
        const [, y] = project([0, latitude]);
        return (
          <g key={latitude}>
            <line x1={0} x2={WIDTH} y1={y} y2={y} />
            <text x={2} y={y - 2}>
              {latitudeText(latitude)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function Drawing({ shape, project }: { readonly shape: Shape; readonly project: Project }) {
  const path = (positions: readonly Position[]) =>
    positions
      .map((position) =>
        project(position)
          .map((each) => each.toFixed(2))
          .join(' '),
      )
      .join(' L ');
  switch (shape.kind) {
    case 'point': {
      const [x, y] = project(shape.at);
      return <circle cx={x} cy={y} r={4} className={classes.point} />;
    }
    case 'line':
      return <path d={`M ${path(shape.path)}`} className={classes.line} />;
    case 'polygon':
      return <path d={shape.rings.map((ring) => `M ${path(ring)} Z`).join(' ')} className={classes.area} />;
    case 'circle': {
      const [x, y] = project(shape.centre);
      return (
        <>
          <path d={`M ${path(circleOutline(shape.centre, shape.metres))} Z`} className={classes.area} />
          <circle cx={x} cy={y} r={2} className={classes.point} />
        </>
      );
    }
  }
}

/** The map in words, for those who do not see it and for those who want figures. */
function describe(geo: Geo, { west, east, south, north }: Bounds): string {
  const isPoint = west === east && south === north;
  const place = isPoint
    ? `at ${latitudeText(south)}, ${longitudeText(west)}`
    : `from ${latitudeText(south)}, ${longitudeText(west)} to ${latitudeText(north)}, ${longitudeText(east)}`;
  const [first] = geo.shapes;
  const radius = first?.kind === 'circle' ? ` of radius ${lengthText(first.metres)}` : '';
  const parts = geo.shapes.length > 1 ? ` of ${String(geo.shapes.length)} parts` : '';
  return `${geo.type}${radius}${parts}, ${place}`;
}

function lengthText(metres: number): string {
  return metres < 1000
    ? `${String(Number(metres.toFixed(1)))} m`
    : `${String(Number((metres / 1000).toFixed(2)))} km`;
}
