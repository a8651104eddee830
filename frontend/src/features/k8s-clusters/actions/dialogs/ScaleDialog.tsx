import { Alert, Checkbox, Group, NumberInput, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Known, Unknown } from '@/shared/ui/Unknown';
import { ChangeDialog } from '../components/ChangeDialog';
import { type Load, loads, MAX_NODES, MIN_NODES, shortOfCopies } from '../model/scale';
import { ScaleK8sClusterDocument } from '../mutations.generated';
import { useMutate } from '../useChange';
import { K8sScaleFactsDocument, type K8sScaleFactsQuery } from './dialogs.generated';
import type { ClusterDialogProps } from './props';

const SIZE = 'spec.size';

type Facts = NonNullable<K8sScaleFactsQuery['k8sCluster']>;

/** Changes the number of nodes: shows what that does to data, copies and pods beforehand. */
export function ScaleDialog({ at, onClose }: ClusterDialogProps) {
  const mutate = useMutate();
  const facts = useReading(K8sScaleFactsDocument, { ...at });
  const [typed, setTyped] = useState<number | string | null>(null);
  const [evenIfAutoscaled, setEvenIfAutoscaled] = useState(false);
  const cluster = facts.data?.k8sCluster ?? null;
  const size = typed ?? cluster?.wantedSize ?? '';
  const change =
    typeof size === 'number'
      ? async (mode: { dryRun: boolean; skipChecks: boolean }, signal?: AbortSignal) =>
          (await mutate(ScaleK8sClusterDocument, { ...at, ...mode, size, evenIfAutoscaled }, signal))
            .scaleK8sCluster
      : null;
  return (
    <ChangeDialog
      title={`Scale ${at.name}`}
      submitLabel={typeof size === 'number' ? `Scale to ${nodes(size)}` : 'Scale'}
      draft={`${String(size)} ${String(evenIfAutoscaled)}`}
      change={change}
      fields={[SIZE]}
      ready={({ plan }) => evenIfAutoscaled || !plan.obstacles.some(({ kind }) => kind === 'AUTOSCALER')}
      next={`${at.name} is asked to have ${typeof size === 'number' ? nodes(size) : 'another size'}. The operator adds or removes pods, and data moves to where it then belongs. This goes on when the dialog is closed.`}
      onClose={onClose}
    >
      {(refused, tried) => (
        <>
          <NumberInput
            data-autofocus
            label="Nodes"
            description={`${String(MIN_NODES)} to ${String(MAX_NODES)}${
              isKnown(cluster?.wantedSize) ? `; now ${String(cluster.wantedSize)} are asked for` : ''
            }`}
            min={MIN_NODES}
            max={MAX_NODES}
            allowDecimal={false}
            clampBehavior="strict"
            w={220}
            value={size}
            error={refused(SIZE)}
            onChange={setTyped}
          />
          {facts.loading && <LoadingSkeleton label="what the nodes hold" rows={2} />}
          {cluster !== null && typeof size === 'number' && <Consequences facts={cluster} size={size} />}
          {tried?.plan.obstacles.some(({ kind }) => kind === 'AUTOSCALER') === true && (
            <Checkbox
              label="Set it although an autoscaler sets the size"
              description="It may set it back. Change or delete the autoscaler to decide the size here."
              checked={evenIfAutoscaled}
              onChange={(event) => setEvenIfAutoscaled(event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </ChangeDialog>
  );
}

function Consequences({ facts, size }: { readonly facts: Facts; readonly size: number }) {
  const { migration } = facts;
  const spread = loads(facts, size);
  return (
    <>
      {shortOfCopies(facts, size).map(({ name, copies }) => (
        <Alert key={name} color="yellow" py={6} icon={<IconAlertTriangle size={16} aria-hidden="true" />}>
          <Text size="sm">
            Namespace {name} wants {String(copies)} copies of each record: {nodes(size)} cannot keep them
            apart.
          </Text>
        </Alert>
      ))}
      {migration?.inProgress === true && (
        <Text size="sm">
          Data is on the move already
          {isKnown(migration.remainingPartitions) &&
            `, ${formatInt64(migration.remainingPartitions)} partitions are left`}
          .
        </Text>
      )}
      {spread.length > 0 && <LoadTable spread={spread} />}
      {spread.length === 0 && (
        <Group gap={6}>
          <Text size="sm">Data on each node:</Text>
          <Unknown
            reason={
              isKnown(facts.connection)
                ? 'Not all nodes have told how much they hold'
                : 'The cluster has no connection to ask its nodes by'
            }
          />
        </Group>
      )}
    </>
  );
}

function LoadTable({ spread }: { readonly spread: readonly Load[] }) {
  return (
    <Table aria-label="Data on each node" tabularNums verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Data on each node</Table.Th>
          <Table.Th scope="col" ta="right">
            Now
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Then
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Room
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {spread.map(({ namespace, perNodeNow, perNodeThen, roomPerNode }) => (
          <Table.Tr key={namespace}>
            <Table.Th scope="row" fw={400}>
              {namespace}
            </Table.Th>
            <Table.Td ta="right">{formatBytes(bytes(perNodeNow))}</Table.Td>
            <Table.Td
              ta="right"
              c={roomPerNode !== null && perNodeThen > roomPerNode ? 'var(--mantine-color-error)' : undefined}
            >
              {formatBytes(bytes(perNodeThen))}
              {roomPerNode !== null && perNodeThen > roomPerNode && ' – too much'}
            </Table.Td>
            <Table.Td ta="right">
              <Known value={roomPerNode} format={(room) => formatBytes(bytes(room))} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const bytes = (count: number) => String(Math.round(count));
const nodes = (count: number) => `${String(count)} ${count === 1 ? 'node' : 'nodes'}`;
