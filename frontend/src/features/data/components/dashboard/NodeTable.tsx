import { Group, List, Popover, Table, Text, UnstyledButton } from '@mantine/core';
import { formatInt64 } from '@/shared/format/int64';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { ProblemList_ProblemFragment } from '../ProblemList.generated';
import type { NodeTable_NodeFragment } from './NodeTable.generated';

type Props = {
  readonly nodes: readonly NodeTable_NodeFragment[];
  /** Problems of the cluster; those that name a node are shown in its row. */
  readonly problems: readonly ProblemList_ProblemFragment[];
};

const COLUMNS = 9;

/** Nodes of a cluster. A node that does not answer keeps its row and says why. */
export function NodeTable({ nodes, problems }: Props) {
  return (
    <Table.ScrollContainer minWidth={960}>
      <Table highlightOnHover tabularNums aria-label="Nodes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Node</Table.Th>
            <Table.Th scope="col">Address</Table.Th>
            <Table.Th scope="col">Build</Table.Th>
            <Table.Th scope="col">Uptime</Table.Th>
            <Table.Th scope="col" ta="right">
              Connections
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Sees nodes
            </Table.Th>
            <Table.Th scope="col">Cluster key</Table.Th>
            <Table.Th scope="col" ta="right">
              Migrations
            </Table.Th>
            <Table.Th scope="col">Best practices</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {nodes.map((node) => (
            <NodeRow
              key={node.id}
              node={node}
              problem={problems.find((one) => one.node === node.id || one.node === node.name)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type NodeRowProps = {
  readonly node: NodeTable_NodeFragment;
  readonly problem: ProblemList_ProblemFragment | undefined;
};

function NodeRow({ node, problem }: NodeRowProps) {
  const { status } = node;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Group gap={6} wrap="nowrap">
          {node.name}
          {status?.isPrincipal === true && (
            <Mark color="blue" title="Coordinates changes of the cluster">
              principal
            </Mark>
          )}
        </Group>
      </Table.Th>
      <Table.Td title={node.addresses.join('\n')}>{node.address}</Table.Td>
      {!isKnown(status) ? (
        <Table.Td colSpan={COLUMNS - 2}>
          <Text size="sm" c="red">
            {problem?.message ?? 'This node does not answer.'}
          </Text>
        </Table.Td>
      ) : (
        <StatusCells status={status} />
      )}
    </Table.Tr>
  );
}

function StatusCells({ status }: { readonly status: NonNullable<NodeTable_NodeFragment['status']> }) {
  return (
    <>
      <Table.Td title={status.edition ?? undefined} style={{ whiteSpace: 'nowrap' }}>
        <Known value={status.build} format={(build) => build} />{' '}
        <Text span size="xs" c="dimmed">
          {editionWord(status.edition ?? '')}
        </Text>
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <Known value={status.uptimeSeconds} format={formatDuration} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={status.clientConnections} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={status.clusterSize} format={String} />
      </Table.Td>
      <Table.Td>
        <Text span size="xs" ff="monospace">
          <Known value={status.clusterKey} format={(key) => key} />
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <Known value={status.migrationsRemaining} format={formatInt64} />
      </Table.Td>
      <Table.Td>
        <Known value={status.failedBestPractices} format={(failed) => <BestPractices failed={failed} />} />
      </Table.Td>
    </>
  );
}

/** "Aerospike Community Edition" is "Community" where the rest goes without saying. */
function editionWord(edition: string): string {
  return edition.replace(/^Aerospike\s+/, '').replace(/\s+Edition$/, '');
}

function BestPractices({ failed }: { readonly failed: readonly string[] }) {
  if (failed.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        all kept
      </Text>
    );
  }
  return (
    <Popover position="bottom-end" withArrow>
      <Popover.Target>
        <UnstyledButton>
          <Mark color="yellow">{failed.length} not kept</Mark>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <List size="sm">
          {failed.map((name) => (
            <List.Item key={name}>
              <code>{name}</code>
            </List.Item>
          ))}
        </List>
      </Popover.Dropdown>
    </Popover>
  );
}
