import { Button, Drawer, Group, Stack, Table, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatMilliseconds } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Known } from '@/shared/ui/Unknown';
import type { SecondaryIndex } from '../feeds/useIndexes';
import { heldText } from '../model/indexWords';
import { IndexSource } from './IndexSource';
import { IndexStateMark } from './IndexStateMark';
import classes from './indexes.module.css';

type Props = {
  /** Null while none is open. */
  readonly index: SecondaryIndex | null;
  readonly onDrop: (index: SecondaryIndex) => void;
  readonly onClose: () => void;
};

/** Everything the nodes tell of one index. */
export function IndexDrawer({ index, onDrop, onClose }: Props) {
  return (
    <Drawer.Root opened={index !== null} onClose={onClose} position="right" size="xl">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* The page has its own banner; a dialog's head is none. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{index === null ? '' : `Index ${index.name}`}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close the index" />
        </Drawer.Header>
        <Drawer.Body>{index !== null && <Detail index={index} onDrop={onDrop} />}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Detail({ index, onDrop }: { readonly index: SecondaryIndex; readonly onDrop: Props['onDrop'] }) {
  const { context, expression } = index;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <IndexStateMark name={index.name} state={index.state} progress={index.buildProgress} />
        <Button
          size="xs"
          variant="light"
          color="red"
          leftSection={<IconTrash size={14} aria-hidden="true" />}
          onClick={() => onDrop(index)}
        >
          Drop…
        </Button>
      </Group>
      <Facts label="What it is">
        <Fact name="Namespace">{index.namespace}</Fact>
        <Fact name="Set">{index.set ?? 'every set, and none'}</Fact>
        <Fact name="On">
          <IndexSource index={index} />
        </Fact>
        <Fact name="Holds">
          <Known value={heldText(index)} format={String} reason="The nodes name a type not known here" />
        </Fact>
        {isKnown(context) && (
          <Fact wide name="Context, as the server keeps it">
            <span className={classes.path}>{context.base64}</span>
          </Fact>
        )}
        {isKnown(expression) && (
          <Fact wide name="Expression, as the server keeps it">
            <span className={classes.path}>{expression}</span>
          </Fact>
        )}
      </Facts>
      <Facts label="All nodes together">
        <Fact name="Entries" hint="Those of replicas included">
          <Known value={index.entries} format={formatInt64} />
        </Fact>
        <Fact name="Memory">
          <Known value={index.memoryBytes} format={formatBytes} />
        </Fact>
        <Fact name="Entries per value" hint="The greatest average of a node">
          <Known value={index.entriesPerValue} format={formatInt64} />
        </Fact>
        <Fact name="Entries per record" hint="The greatest average of a node">
          <Known value={index.entriesPerRecord} format={formatInt64} />
        </Fact>
        <Fact name="Stale entries collected" hint="Entries of records that were gone">
          <Known value={index.staleEntriesCollected} format={formatInt64} />
        </Fact>
      </Facts>
      <NodeTable index={index} />
    </Stack>
  );
}

const COLUMNS = ['Entries', 'Memory', 'Per value', 'Per record', 'Collected', 'Build took'] as const;

function NodeTable({ index }: { readonly index: SecondaryIndex }) {
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table tabularNums aria-label="On each node" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Node</Table.Th>
            <Table.Th scope="col">State</Table.Th>
            {COLUMNS.map((label) => (
              <Table.Th key={label} scope="col" ta="right">
                {label}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {index.nodes.map((node) => (
            <Table.Tr key={node.node}>
              <Table.Th scope="row" fw={400} ff="monospace" fz="xs">
                {node.node}
              </Table.Th>
              <Table.Td>
                <Known
                  value={node.state}
                  format={(state) => (
                    <IndexStateMark
                      name={`${index.name} on ${node.node}`}
                      state={state}
                      progress={node.buildProgress}
                    />
                  )}
                  reason={node.problem?.message}
                />
                {isKnown(node.problem) && (
                  <Text size="xs" c="dimmed">
                    {node.problem.message}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.entries} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.memoryBytes} format={formatBytes} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.entriesPerValue} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.entriesPerRecord} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.staleEntriesCollected} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={node.buildMilliseconds} format={(ms) => formatMilliseconds(Number(ms))} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
