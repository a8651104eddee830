import { Progress, Table } from '@mantine/core';
import type { ThresholdKind } from '@/gql/schema';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Known, Unknown } from '@/shared/ui/Unknown';
import type { ThresholdTable_ThresholdFragment } from './ThresholdTable.generated';

const MEANINGS: Readonly<Record<ThresholdKind, string>> = {
  STOP_WRITES_USED: 'Writes stop when data uses more than',
  STOP_WRITES_AVAILABLE: 'Writes stop when less is available than',
  STOP_WRITES_SYSTEM_MEMORY: "Writes stop when the host's memory is used more than",
  EVICT_USED: 'Eviction starts when data uses more than',
  EVICT_INDEXES_MEMORY: 'Eviction starts when indexes use more of their budget than',
  EVICT_SYSTEM_MEMORY: "Eviction starts when the host's memory is used more than",
};

/** Limits that stop writes or start eviction, and how far away each is. */
export function ThresholdTable({
  thresholds,
}: {
  readonly thresholds: readonly ThresholdTable_ThresholdFragment[];
}) {
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table tabularNums aria-label="Thresholds">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Threshold</Table.Th>
            <Table.Th scope="col" ta="right">
              Limit
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Now
            </Table.Th>
            <Table.Th scope="col">Distance</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {thresholds.map((threshold) => (
            <ThresholdRow key={threshold.kind} threshold={threshold} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function ThresholdRow({ threshold }: { readonly threshold: ThresholdTable_ThresholdFragment }) {
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {MEANINGS[threshold.kind]}
        <br />
        <code>{threshold.setting}</code>
      </Table.Th>
      <Table.Td ta="right">
        {threshold.disabled ? 'off' : <Known value={threshold.limit} format={formatRatio} />}
      </Table.Td>
      <Table.Td ta="right">
        <Known value={threshold.current} format={formatRatio} />
      </Table.Td>
      <Table.Td>
        <Distance threshold={threshold} />
      </Table.Td>
    </Table.Tr>
  );
}

function Distance({ threshold }: { readonly threshold: ThresholdTable_ThresholdFragment }) {
  const { limit, current, distance, breached, disabled, setting } = threshold;
  if (disabled) {
    return <>—</>;
  }
  if (!isKnown(distance) || !isKnown(limit) || !isKnown(current)) {
    return <Unknown />;
  }
  if (breached === true) {
    return <Mark color="red">passed by {formatRatio(Math.abs(distance))}</Mark>;
  }
  return (
    <>
      <Progress.Root size="md">
        <Progress.Section
          aria-label={`${setting}: how near`}
          value={nearness(limit, current) * 100}
          color={distance < 0.1 ? 'yellow' : 'teal'}
        />
      </Progress.Root>
      {formatRatio(distance)} to go
    </>
  );
}

/** From 0, nothing used of the way to the limit, to 1, at the limit. Works for limits from above and from below. */
function nearness(limit: number, current: number): number {
  const share =
    current <= limit ? current / (limit === 0 ? 1 : limit) : (1 - current) / (limit === 1 ? 1 : 1 - limit);
  return Math.min(Math.max(share, 0), 1);
}
