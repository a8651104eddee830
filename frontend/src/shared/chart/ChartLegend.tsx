import { Box, Group, Text } from '@mantine/core';
import { Unknown } from '../ui/Unknown';
import type { ChartSeries } from './TimeSeriesChart';

interface ChartLegendProps {
  readonly id: string;
  readonly looks: readonly { readonly label: string; readonly color: string; readonly dashed: boolean }[];
  readonly series: readonly ChartSeries[];
  /** Which entry of the values to show; below zero when there is none yet. */
  readonly index: number;
  readonly format: (value: number) => string;
}

/** Names the lines and gives their values as text. */
export function ChartLegend({ id, looks, series, index, format }: ChartLegendProps) {
  return (
    <Group id={id} component="dl" gap="md" m={0} mih={22} wrap="wrap">
      {looks.map((look, position) => {
        const value = series[position]?.values[index] ?? null;
        return (
          <Group key={look.label} gap={6} wrap="nowrap">
            <Box
              aria-hidden="true"
              w={14}
              style={{ borderTop: `3px ${look.dashed ? 'dotted' : 'solid'} ${look.color}` }}
            />
            <Text component="dt" size="xs" c="dimmed">
              {look.label}
            </Text>
            <Text component="dd" m={0} size="xs" fw={600} className="tabular" miw={44}>
              {value === null ? <Unknown reason="No value at this time" /> : format(value)}
            </Text>
          </Group>
        );
      })}
    </Group>
  );
}
