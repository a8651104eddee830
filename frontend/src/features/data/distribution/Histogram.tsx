import { Group, Table, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import classes from './histogram.module.css';
import type { Bar } from './shares';

type Props = {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Below the first and the last bar. */
  readonly ends: readonly [first: string, last: string];
};

/** Counts as bars, and as a table for who wants the numbers. */
export function Histogram({ title, bars, ends }: Props) {
  const [open, { toggle }] = useDisclosure(false);
  const tableId = useId();
  const tallest = Math.max(...bars.map(({ share }) => share), 0);
  return (
    <figure className={classes.figure} aria-label={title}>
      <div className={classes.bars} role="img" aria-label={`${title}, chart`}>
        {bars.map((bar) => (
          <div
            key={bar.label}
            className={classes.slot}
            title={`${bar.label}: ${formatInt64(bar.count)} records, ${formatRatio(bar.share)}`}
          >
            <div
              className={classes.bar}
              style={{ height: `${String(tallest === 0 ? 0 : (bar.share / tallest) * 100)}%` }}
              data-some={bar.count !== '0' || undefined}
            />
          </div>
        ))}
      </div>
      <Group justify="space-between">
        {ends.map((end) => (
          <Text key={end} size="xs" c="dimmed">
            {end}
          </Text>
        ))}
      </Group>
      <UnstyledButton
        fz="xs"
        c="var(--mantine-color-anchor)"
        onClick={toggle}
        aria-expanded={open}
        aria-controls={open ? tableId : undefined}
      >
        {open ? 'Hide the numbers' : 'Show the numbers'}
      </UnstyledButton>
      {open && (
        <Table.ScrollContainer id={tableId} minWidth={360} maxHeight={320}>
          <Table stickyHeader tabularNums verticalSpacing={2} fz="xs" aria-label={`${title}, numbers`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Range</Table.Th>
                <Table.Th scope="col" ta="right">
                  Records
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Share
                </Table.Th>
                <Table.Th scope="col" ta="right">
                  Up to here
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {bars.map((bar) => (
                <Table.Tr key={bar.label}>
                  <Table.Th scope="row" fw={400}>
                    {bar.label}
                  </Table.Th>
                  <Table.Td ta="right">{formatInt64(bar.count)}</Table.Td>
                  <Table.Td ta="right">{formatRatio(bar.share)}</Table.Td>
                  <Table.Td ta="right">{formatRatio(bar.upTo)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </figure>
  );
}
