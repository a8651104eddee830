import { Card, Group, Text, Title } from '@mantine/core';
import { TimeSeriesChart } from '@/shared/chart/TimeSeriesChart';
import type { FeedStatus } from '@/shared/feeds/feedState';
import { type ChartLine, hasSamples } from '../../model/chartLines';
import classes from './dashboard.module.css';

type Props = {
  readonly title: string;
  /** What the numbers are exactly, where the title cannot say it. */
  readonly note?: string;
  readonly times: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly windowSeconds: number;
  readonly format: (value: number) => string;
  /** The values are bytes. */
  readonly bytes?: boolean;
  /** How live the samples are, which says why there may be none. */
  readonly status: FeedStatus;
};

const NO_SAMPLES: Readonly<Record<FeedStatus, string>> = {
  connecting: 'Waiting for the first sample…',
  live: 'Nothing was measured in this window.',
  interrupted: 'Reconnecting…',
  ended: 'Live samples are not available.',
};

/** Height of the plot and its legend in pixels, so that nothing moves when the first samples come. */
const PLOT_HEIGHT = 160;

/** One chart in a card. Without samples it says so in the chart's own place. */
export function ChartPanel({
  title,
  note,
  times,
  lines,
  windowSeconds,
  format,
  bytes = false,
  status,
}: Props) {
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" gap="xs" mb={6}>
        <Title order={3} size="h5">
          {title}
        </Title>
        {note !== undefined && (
          <Text size="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Group>
      {hasSamples(lines) ? (
        <TimeSeriesChart
          title={title}
          times={times}
          series={lines}
          windowSeconds={windowSeconds}
          format={format}
          bytes={bytes}
          height={PLOT_HEIGHT}
          syncKey="dashboard"
        />
      ) : (
        <div className={classes.noSamples}>
          <Text size="sm" c="dimmed">
            {NO_SAMPLES[status]}
          </Text>
        </div>
      )}
    </Card>
  );
}
