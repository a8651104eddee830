import { formatClock } from '../format/time';
import { heatColor, heatShare } from './heatColors';
import type { ChartTheme } from './theme';

export interface HeatRow {
  /** For the axis. */
  readonly label: string;
  /** One for each time; null is unknown, and stays blank. */
  readonly values: readonly (number | null)[];
}

export interface HeatCell {
  /** Index of the time. */
  readonly column: number;
  /** Index of the row. */
  readonly row: number;
}

interface HeatPlot {
  /** Seconds since the epoch, rising. */
  readonly times: readonly number[];
  /** The lowest first. */
  readonly rows: readonly HeatRow[];
  readonly stepSeconds: number;
  readonly windowSeconds: number;
  readonly max: number;
  readonly cursor: HeatCell | null;
}

/** Room for the rows' names, as wide as the axis of the charts over time. */
export const AXIS_WIDTH = 64;
export const ROW_HEIGHT = 16;
export const TIME_AXIS_HEIGHT = 20;
const TICK_SPACE = 90;
const TICK_STEPS = [10, 30, 60, 120, 300, 600, 900, 1800] as const;

/** Where the plot's columns begin and how wide they are, in pixels from its left edge. */
export function columnAt(plot: Pick<HeatPlot, 'times' | 'stepSeconds' | 'windowSeconds'>, width: number) {
  const end = plot.times.at(-1) ?? 0;
  const scale = (width - AXIS_WIDTH) / plot.windowSeconds;
  return {
    x: (time: number) => width - (end - time + plot.stepSeconds) * scale,
    columnWidth: Math.max(plot.stepSeconds * scale, 1),
    /** The column below a place; null beside all of them. */
    column: (x: number): number | null => {
      const time = end + plot.stepSeconds - (width - x) / scale;
      const index = plot.times.findLastIndex((start) => start <= time);
      const start = plot.times[index];
      return x < AXIS_WIDTH || start === undefined || time - start > plot.stepSeconds * 1.5 ? null : index;
    },
  };
}

export function drawHeatMap(
  context: CanvasRenderingContext2D,
  plot: HeatPlot,
  size: { readonly width: number; readonly height: number },
  { scheme, ...theme }: ChartTheme & { readonly scheme: 'light' | 'dark' },
): void {
  const { times, rows, max, cursor } = plot;
  const { x, columnWidth } = columnAt(plot, size.width);
  const top = (row: number) => (rows.length - 1 - row) * ROW_HEIGHT;
  context.clearRect(0, 0, size.width, size.height);
  context.font = theme.font;

  rows.forEach(({ label, values }, row) => {
    context.fillStyle = theme.text;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    context.fillText(label, AXIS_WIDTH - 8, top(row) + ROW_HEIGHT / 2);
    values.forEach((value, column) => {
      const time = times[column];
      if (value === null || time === undefined) return;
      context.fillStyle = value === 0 ? theme.grid : heatColor(heatShare(value, max), scheme);
      const left = Math.max(x(time), AXIS_WIDTH);
      const inset = value === 0 ? ROW_HEIGHT / 2 - 1 : 0.5;
      context.fillRect(left, top(row) + inset, x(time) + columnWidth - left - 0.5, ROW_HEIGHT - 2 * inset);
    });
  });

  const step = TICK_STEPS.find((each) => (each / plot.stepSeconds) * columnWidth >= TICK_SPACE) ?? 1800;
  context.fillStyle = theme.text;
  context.textAlign = 'center';
  const end = times.at(-1);
  if (end !== undefined) {
    for (let time = Math.floor(end / step) * step; x(time) > AXIS_WIDTH + 20; time -= step) {
      context.fillText(
        formatClock(time, step < 60),
        x(time),
        rows.length * ROW_HEIGHT + TIME_AXIS_HEIGHT / 2 + 2,
      );
    }
  }

  const at = cursor === null ? undefined : times[cursor.column];
  if (cursor !== null && at !== undefined) {
    context.strokeStyle = theme.text;
    context.lineWidth = 2;
    context.strokeRect(x(at), top(cursor.row), columnWidth, ROW_HEIGHT);
  }
}
