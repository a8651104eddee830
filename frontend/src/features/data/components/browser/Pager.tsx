import { Button, Group, NativeSelect, Progress, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconChevronsLeft } from '@tabler/icons-react';
import { formatInt64 } from '@/shared/format/int64';
import type { RecordPages } from '../../queries/useRecordPages';
import { PAGE_SIZES, type PageSize } from '../../urls';
import classes from './browser.module.css';

type Props = {
  readonly pages: RecordPages;
  readonly isFirst: boolean;
  readonly pageSize: PageSize;
  readonly onPageSize: (size: PageSize) => void;
  /** Goes to the page that starts after a cursor; null for the first. */
  readonly onGo: (start: string | null) => void;
};

/** Where in the scan this page is, and the way on. Pages that were read are not read again on the way back. */
export function Pager({ pages, isFirst, pageSize, onPageSize, onGo }: Props) {
  const { page, previous, reading, stopped, stop, resume } = pages;
  // While more of this page is searched for, the next one begins nowhere yet.
  const next = page?.hasNext === true && !reading ? page.endCursor : null;
  return (
    <Group className={classes.pager} justify="space-between" gap="sm">
      <Group gap="sm">
        <Text size="sm" className="tabular" aria-live="polite">
          {statusText(pages)}
        </Text>
        {page !== null && (
          <Group gap={6}>
            <Progress
              w={90}
              value={(page.partitionsDone / Math.max(page.partitionsTotal, 1)) * 100}
              aria-label="Partitions read"
            />
            <Text size="xs" c="dimmed" className="tabular">
              {formatInt64(String(page.partitionsDone))} of {formatInt64(String(page.partitionsTotal))}{' '}
              partitions done
            </Text>
          </Group>
        )}
        {reading && (
          <Button size="compact-xs" variant="default" className={classes.late} onClick={stop}>
            Stop
          </Button>
        )}
        {stopped && page !== null && (
          <Button size="compact-xs" variant="default" onClick={resume}>
            Search on
          </Button>
        )}
      </Group>
      <Group gap={6}>
        <NativeSelect
          size="xs"
          aria-label="Records per page"
          data={PAGE_SIZES.map((size) => ({ value: String(size), label: `${String(size)} per page` }))}
          value={String(pageSize)}
          onChange={(event) => {
            const size = PAGE_SIZES.find((choice) => String(choice) === event.currentTarget.value);
            if (size !== undefined) {
              onPageSize(size);
            }
          }}
        />
        <Button
          size="xs"
          variant="default"
          disabled={isFirst}
          leftSection={<IconChevronsLeft size={14} />}
          onClick={() => onGo(null)}
        >
          First
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={previous === undefined}
          leftSection={<IconChevronLeft size={14} />}
          onClick={() => onGo(previous ?? null)}
        >
          Previous
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={next === null}
          rightSection={<IconChevronRight size={14} />}
          onClick={() => onGo(next)}
        >
          Next
        </Button>
      </Group>
    </Group>
  );
}

function statusText({ page, error, number, reading, stopped }: RecordPages): string {
  if (page === null) {
    return reading ? 'Reading…' : stopped ? 'Stopped' : 'Not read';
  }
  if (reading) {
    return `Searching… ${formatInt64(String(page.records.length))} found`;
  }
  const position = positionText(page.records.length, number, page.estimatedTotal);
  return error !== null || stopped ? `${position}, not all of this page` : position;
}

function positionText(count: number, number: number | null, estimatedTotal: string | null): string {
  const records = `${formatInt64(String(count))} ${count === 1 ? 'record' : 'records'}`;
  const where = number === null ? 'from a link into the middle' : `page ${String(number)}`;
  const total = estimatedTotal === null ? 'total unknown' : `about ${formatInt64(estimatedTotal)} in all`;
  return `${records}, ${where}, ${total}`;
}
