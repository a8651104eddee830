import { Anchor, Group, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { replicationText } from '../../model/namespaceWords';
import { namespaceUrl } from '../../urls';
import { PartialAnswer } from '../PartialAnswer';
import { UsageBar } from '../UsageBar';
import type { NamespaceTable_NamespaceFragment } from './NamespaceTable.generated';
import { ENGINE_LABELS } from './storage';

const NO_TRAFFIC = 'No traffic to measure';

/** Namespaces of a cluster, one a row. */
export function NamespaceTable({
  namespaces,
}: {
  readonly namespaces: readonly NamespaceTable_NamespaceFragment[];
}) {
  return (
    <Table.ScrollContainer minWidth={880}>
      <Table highlightOnHover tabularNums aria-label="Namespaces">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Namespace</Table.Th>
            <Table.Th scope="col" ta="right">
              Objects
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Tombstones
            </Table.Th>
            <Table.Th scope="col">Replication</Table.Th>
            <Table.Th scope="col">Storage</Table.Th>
            <Table.Th scope="col">Data used</Table.Th>
            <Table.Th scope="col" ta="right">
              Reads ok
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Writes ok
            </Table.Th>
            <Table.Th scope="col">State</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {namespaces.map((namespace) => (
            <NamespaceRow key={namespace.name} namespace={namespace} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function NamespaceRow({ namespace }: { readonly namespace: NamespaceTable_NamespaceFragment }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} inherit to={namespaceUrl(namespace.connectionId, namespace.name)}>
          {namespace.name}
        </Anchor>
      </Table.Th>
      <Table.Td ta="right">
        <Known value={namespace.objects} format={formatInt64} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={namespace.tombstones} format={formatInt64} />
      </Table.Td>
      <Table.Td>
        <Known value={replicationText(namespace)} format={(text) => text} />
      </Table.Td>
      <Table.Td>
        <Known value={namespace.storageEngine} format={(engine) => ENGINE_LABELS[engine]} />
      </Table.Td>
      <Table.Td>
        <UsageBar
          label={`Data used in ${namespace.name}`}
          used={namespace.dataUsedBytes}
          total={namespace.dataTotalBytes}
        />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={namespace.readSuccessRatio} format={formatRatio} reason={NO_TRAFFIC} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={namespace.writeSuccessRatio} format={formatRatio} reason={NO_TRAFFIC} />
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {namespace.stopWrites === true && <Mark color="red">writes stopped</Mark>}
          {isKnown(namespace.migrationsRemaining) && namespace.migrationsRemaining !== '0' && (
            <Mark color="blue">{formatInt64(namespace.migrationsRemaining)} migrations</Mark>
          )}
          <PartialAnswer
            answered={namespace.nodesAnswered}
            total={namespace.nodesTotal}
            problems={namespace.problems}
          />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
