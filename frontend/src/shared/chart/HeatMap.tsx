import { Box, Group, Text, useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { formatClock } from '../format/time';
import {
  columnAt,
  drawHeatMap,
  type HeatCell,
  type HeatRow,
  ROW_HEIGHT,
  TIME_AXIS_HEIGHT,
} from './drawHeatMap';
import { heatColor } from './heatColors';
import { chartTheme } from './theme';

interface HeatMapProps {
  /** Says what is drawn; the map's accessible name. */
  readonly title: string;
  /** Seconds since the epoch, rising. */
  readonly times: readonly number[];
  /** The lowest first. */
  readonly rows: readonly (HeatRow & {
    /** What a cell of the row is about, in full. */
    readonly name: string;
  })[];
  readonly stepSeconds: number;
  /** The span shown, ending at the newest time. */
  readonly windowSeconds: number;
  readonly format: (value: number) => string;
}

const LEGEND = [0, 0.25, 0.5, 0.75, 1] as const;

/**
 * Many distributions, one beside the other: time to the right, what is counted upwards, how many by lightness. The arrow
 * keys go from cell to cell and each is told in words.
 */
export function HeatMap({ title, times, rows, stepSeconds, windowSeconds, format }: HeatMapProps) {
  const theme = useMantineTheme();
  const scheme = useComputedColorScheme('light');
  const { ref: sizeRef, width } = useElementSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cursor, setCursor] = useState<HeatCell | null>(null);
  const height = rows.length * ROW_HEIGHT + TIME_AXIS_HEIGHT;
  const max = Math.max(...rows.flatMap(({ values }) => values.map((value) => value ?? 0)), 0);
  const shown = inside(cursor, times.length, rows.length);

  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || width === 0) return;
    const ratio = window.devicePixelRatio;
    context.canvas.width = width * ratio;
    context.canvas.height = height * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const plot = { times, rows, stepSeconds, windowSeconds, max, cursor: shown };
    drawHeatMap(context, plot, { width, height }, { ...chartTheme(theme, scheme), scheme });
  });

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const column = columnAt({ times, stepSeconds, windowSeconds }, width).column(event.clientX - box.left);
    const row = rows.length - 1 - Math.floor((event.clientY - box.top) / ROW_HEIGHT);
    setCursor(column === null || row < 0 || row >= rows.length ? null : { column, row });
  };
  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const from = shown ?? { column: times.length - 1, row: 0 };
    setCursor({
      column: clamp(from.column + step.column, times.length),
      row: clamp(from.row + step.row, rows.length),
    });
  };

  const at = shown ?? { column: times.length - 1, row: 0 };
  const text = cellText(at);
  function cellText({ column, row }: HeatCell): string {
    const time = times[column];
    const value = rows[row]?.values[column] ?? null;
    if (time === undefined) return 'nothing yet';
    return `${formatClock(time, true)} · ${rows[row]?.name ?? ''} · ${value === null ? 'unknown' : format(value)}`;
  }

  return (
    <Box component="figure" m={0} aria-label={title}>
      <Group justify="space-between" gap="md" mb={4} mih={20}>
        <Text size="xs" className="tabular">
          {shown === null ? <span>&nbsp;</span> : text}
        </Text>
        <Group gap={6} aria-hidden="true">
          <Text size="xs" c="dimmed">
            few
          </Text>
          <Box
            w={80}
            h={8}
            style={{
              borderRadius: 2,
              background: `linear-gradient(to right, ${LEGEND.map((share) => heatColor(share, scheme)).join(', ')})`,
            }}
          />
          <Text size="xs" c="dimmed" className="tabular">
            {format(max)}
          </Text>
        </Group>
      </Group>
      <div ref={sizeRef}>
        <Box
          role="slider"
          tabIndex={0}
          aria-label={`${title}, heat map`}
          aria-valuemin={0}
          aria-valuemax={Math.max(times.length - 1, 0)}
          aria-valuenow={Math.max(at.column, 0)}
          aria-valuetext={text}
          aria-orientation="horizontal"
          onKeyDown={move}
          onPointerMove={point}
          onPointerLeave={() => setCursor(null)}
          onBlur={() => setCursor(null)}
          style={{ height }}
        >
          <canvas ref={canvas} aria-hidden="true" style={{ width: '100%', height, display: 'block' }} />
        </Box>
      </div>
    </Box>
  );
}

const STEPS: Readonly<Record<string, HeatCell>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: 1 },
  ArrowDown: { column: 0, row: -1 },
  Home: { column: -Infinity, row: 0 },
  End: { column: Infinity, row: 0 },
};

function clamp(index: number, length: number): number {
  return Math.min(Math.max(index, 0), Math.max(length - 1, 0));
}

/** The cell while there is such a one: the map may have shrunk under the cursor. */
function inside(cell: HeatCell | null, columns: number, rows: number): HeatCell | null {
  return cell !== null && cell.column < columns && cell.row < rows ? cell : null;
}
