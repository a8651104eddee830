import { Box, useComputedColorScheme, useMantineTheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import uPlot, { type AlignedData, type Options } from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { ChartLegend } from './ChartLegend';
import { formatClock } from '../format/time';
import { chartTheme, seriesColor } from './theme';

export interface ChartSeries {
  readonly label: string;
  /** One value per entry of `times`; null is a gap, never drawn as zero. */
  readonly values: readonly (number | null)[];
  /** A CSS colour; one of the palette when absent. */
  readonly color?: string;
  /** Drawn dashed, so that it differs by more than its colour. */
  readonly dashed?: boolean;
}

interface TimeSeriesChartProps {
  /** Says what is drawn; the chart's accessible name. */
  readonly title: string;
  /** Seconds since the epoch, rising. */
  readonly times: readonly number[];
  readonly series: readonly ChartSeries[];
  /** For the legend and the axis, unit included. */
  readonly format: (value: number) => string;
  /** Height of the plot in pixels, legend excluded. */
  readonly height?: number;
  /** The span shown in seconds, ending at the newest time; all of `times` when absent. */
  readonly windowSeconds?: number;
  /** Charts with the same key move their cursors together. */
  readonly syncKey?: string;
  /** The least upper end of the axis, so that noise near zero is not blown up to full height. */
  readonly minMax?: number;
  /** The values are bytes: the axis is divided at powers of two. */
  readonly bytes?: boolean;
}

const AXIS_WIDTH = 64;

/** Distances of an axis of bytes: 1 B to 1 EiB. */
const BYTE_STEPS = Array.from({ length: 61 }, (_, power) => 2 ** power);

/**
 * Lines over time. The plot is built once per look and then only given new data; values under the cursor, or the newest,
 * stand in the legend, which is text and not part of the canvas.
 */
export function TimeSeriesChart(props: TimeSeriesChartProps) {
  const {
    title,
    times,
    series,
    format,
    height = 160,
    windowSeconds,
    syncKey,
    minMax = 0,
    bytes = false,
  } = props;
  const theme = useMantineTheme();
  const scheme = useComputedColorScheme('light');
  const { ref: sizeRef, width } = useElementSize();
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const legendId = useId();

  const data = useMemo<AlignedData>(
    () => [times as number[], ...series.map(({ values }) => values as (number | null)[])],
    [times, series],
  );
  const looks = series.map((each, index) => ({
    label: each.label,
    color: each.color ?? seriesColor(index),
    dashed: each.dashed ?? false,
  }));
  const looksKey = JSON.stringify(looks);
  const latest = useRef({ data, format, width, height, windowSeconds, minMax });
  useEffect(() => {
    latest.current = { data, format, width, height, windowSeconds, minMax };
  });

  useEffect(() => {
    if (target.current === null) return;
    const colors = chartTheme(theme, scheme);
    const axis = {
      stroke: colors.text,
      font: colors.font,
      grid: { stroke: colors.grid, width: 1 },
      ticks: { show: false },
    };
    const options: Options = {
      width: latest.current.width || 300,
      height: latest.current.height,
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false }, ...(syncKey ? { sync: { key: syncKey } } : {}) },
      scales: {
        x: { range: (_, min, max) => xRange(min, max, latest.current.windowSeconds) },
        y: { range: (_, min, max) => yRange(min, max, latest.current.minMax) },
      },
      axes: [
        {
          ...axis,
          space: 70,
          size: 28,
          values: (_, splits, __, ___, increment) =>
            splits.map((value) => formatClock(value, increment < 60)),
        },
        {
          ...axis,
          size: AXIS_WIDTH,
          ...(bytes ? { incrs: BYTE_STEPS } : {}),
          values: (_, splits) => splits.map((value) => latest.current.format(value)),
        },
      ],
      series: [
        {},
        ...(JSON.parse(looksKey) as typeof looks).map((look) => ({
          label: look.label,
          stroke: look.color,
          width: 1.5,
          spanGaps: false,
          points: { show: false },
          ...(look.dashed ? { dash: [5, 4] } : {}),
        })),
      ],
      hooks: { setCursor: [(self) => setCursor(self.cursor.idx ?? null)] },
    };
    const created = new uPlot(options, latest.current.data, target.current);
    plot.current = created;
    return () => {
      created.destroy();
      plot.current = null;
    };
  }, [theme, scheme, syncKey, looksKey, bytes]);

  useEffect(() => {
    // A different number of series means the effect above has just built the plot anew, with this data.
    if (plot.current?.series.length === data.length) plot.current.setData(data);
  }, [data, windowSeconds]);

  useEffect(() => {
    if (width > 0) plot.current?.setSize({ width, height });
  }, [width, height]);

  const shown = cursor !== null && cursor < times.length ? cursor : times.length - 1;
  return (
    <Box component="figure" m={0} aria-label={title} aria-describedby={legendId}>
      <ChartLegend id={legendId} looks={looks} series={series} index={shown} format={format} />
      <div ref={sizeRef}>
        <Box ref={target} role="img" aria-label={`${title}, chart`} style={{ height }} />
      </div>
    </Box>
  );
}

function xRange(min: number | null, max: number | null, windowSeconds: number | undefined): [number, number] {
  const end = max ?? Date.now() / 1000;
  if (windowSeconds !== undefined) return [end - windowSeconds, end];
  return min === null || min === end ? [end - 60, end] : [min, end];
}

function yRange(min: number | null, max: number | null, minMax: number): [number, number] {
  const low = Math.min(0, min ?? 0);
  const high = Math.max(minMax, max ?? 0);
  return [low, high > low ? high * 1.08 : low + 1];
}
