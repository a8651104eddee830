import { Alert, Button, Group, ScrollArea, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { formatInt64 } from '@/shared/format/int64';
import { type Report, reportText } from '../../model/bulk';
import { keyRefOf } from '../../model/recordKey';
import type { RecordRow } from '../../queries/useRecordPages';

/** The words of an action. */
export type Deed = { readonly verb: string; readonly past: string; readonly color: string };

/** Failures written out; the others are counted. */
const MAX_LISTED = 100;

type Props = {
  readonly deed: Deed;
  readonly report: Report<RecordRow>;
  readonly onRun: (records: readonly RecordRow[], anyGeneration: boolean) => Promise<void>;
  readonly onClose: () => void;
};

/** What became of each record, and the ways on for those that are left. */
export function BulkReport({ deed, report, onRun, onClose }: Props) {
  const { changed, inDoubt, failed, untried } = report;
  const unfinished = [...inDoubt, ...failed];
  const left = [...unfinished.map(({ record }) => record), ...untried];
  const isWhole = left.length === 0 && changed.length === 0;

  return (
    <Stack gap="sm">
      <Alert
        role="status"
        color={isWhole ? 'teal' : 'yellow'}
        icon={isWhole ? <IconCircleCheck aria-hidden="true" /> : <IconAlertTriangle aria-hidden="true" />}
      >
        <Text size="sm" fw={600}>
          {reportText(deed.past, report)}.
        </Text>
      </Alert>
      {changed.length > 0 && (
        <Text size="sm">
          What changed since it was loaded was left alone. Reload to see it, or go on whatever it is now.
        </Text>
      )}
      {inDoubt.length > 0 && (
        <Text size="sm">
          In doubt is what no answer came for: nobody knows whether it was {deed.past}. Trying again does it
          at most once, because what changed meanwhile is left alone.
        </Text>
      )}
      {unfinished.length > 0 && <Failures failed={unfinished} />}
      <Group justify="flex-end" gap="xs">
        {changed.length > 0 && (
          <Button variant="default" onClick={() => void onRun(changed, true)}>
            {deed.verb} the {formatInt64(String(changed.length))} changed all the same
          </Button>
        )}
        {left.length > 0 && (
          <Button variant="default" onClick={() => void onRun(left, false)}>
            Try {formatInt64(String(left.length))} again
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          Close
        </Button>
      </Group>
    </Stack>
  );
}

function Failures({ failed }: { readonly failed: Report<RecordRow>['failed'] }) {
  const rest = failed.length - MAX_LISTED;
  return (
    <ScrollArea.Autosize mah={240} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Failures' }}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Key</Table.Th>
            <Table.Th>Why it failed</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {failed.slice(0, MAX_LISTED).map(({ record, outcome }) => (
            <Table.Tr key={record.key.digest}>
              <Table.Td ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                {keyRefOf(record.key).value}
              </Table.Td>
              <Table.Td>{outcome.message}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rest > 0 && (
        <Text size="sm" c="dimmed">
          and {formatInt64(String(rest))} more
        </Text>
      )}
    </ScrollArea.Autosize>
  );
}
