import { Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { FeedBadges, ProblemList } from '@/features/data';
import { useFeed } from '@/shared/feeds/useFeed';
import { formatBytes } from '@/shared/format/bytes';
import { formatInt64 } from '@/shared/format/int64';
import { formatRatio } from '@/shared/format/numbers';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import { K8sOverviewNodesDocument, type K8sOverviewNodesSubscription } from './overview.generated';
import type { TabProps } from '../tabs';
import { MigrationEta } from './MigrationEta';
import { NodeFindings } from './NodeFindings';
import type { Pod } from './topology';

type Cluster = NonNullable<K8sOverviewNodesSubscription['clusterChanged']['cluster']>;

type Props = TabProps & { readonly connectionId: string; readonly pods: readonly Pod[] };

/** What the Aerospike nodes say of themselves, live, each beside the pod it runs in. */
export function LiveNodes({ at, connectionId, pods }: Props) {
  const title = useId();
  const feed = useFeed({
    document: K8sOverviewNodesDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.clusterChanged,
    reduce: (state: { readonly cluster: Cluster | null } | null, item) => ({
      cluster: item.cluster ?? state?.cluster ?? null,
    }),
  });
  const cluster = feed.state?.cluster ?? null;
  return (
    <section aria-labelledby={title}>
      <Group gap="sm" mb="xs">
        <Title order={2} size="h5" id={title}>
          As the Aerospike nodes say
        </Title>
        {cluster !== null && <FeedBadges feed={feed} />}
      </Group>
      <Stack gap="sm">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {feed.state === null && feed.error === null && <LoadingSkeleton label="the nodes" rows={3} />}
        {cluster !== null && (
          <>
            <NodeFindings key={factsOf(cluster)} at={at} />
            {isMoving(cluster) && <MigrationEta at={at} news={cluster} />}
            <Figures cluster={cluster} />
            <NodeRows cluster={cluster} pods={pods} />
            <ProblemList problems={cluster.problems} />
          </>
        )}
      </Stack>
    </section>
  );
}

/** What findings about nodes rest on: while it is the same, so are they. */
function factsOf(cluster: Cluster): string {
  return [cluster.size, cluster.consistent, cluster.stopWrites, isMoving(cluster)].join(' ');
}

function isMoving({ migrationsRemaining }: Cluster): boolean {
  return isKnown(migrationsRemaining) && migrationsRemaining !== '0';
}

function Figures({ cluster }: { readonly cluster: Cluster }) {
  return (
    <Facts label="The nodes together">
      <Fact name="Nodes that answered">{`${cluster.nodesAnswered} of ${cluster.nodesTotal}`}</Fact>
      <Fact name="Cluster size" hint="As the nodes themselves see it">
        <Group gap={6}>
          <Known value={cluster.size} format={String} />
          {cluster.consistent === false && <Mark color="red">nodes disagree</Mark>}
        </Group>
      </Fact>
      <Fact name="Objects">
        <Known value={cluster.objects} format={formatInt64} />
      </Fact>
      <Fact name="Migrations left">
        <Known value={cluster.migrationsRemaining} format={formatInt64} />
      </Fact>
      <Fact name="Writes">
        <Known
          value={cluster.stopWrites}
          format={(stopped) => (stopped ? <Mark color="red">stopped</Mark> : 'accepted')}
        />
      </Fact>
      {(cluster.namespaces ?? []).map(({ name, dataUsedBytes, dataTotalBytes, dataUsedRatio }) => (
        <Fact key={name} name={`Data of ${name}`}>
          <Known
            value={dataUsedRatio}
            format={(ratio) => (
              <>
                {isKnown(dataUsedBytes) && isKnown(dataTotalBytes)
                  ? `${formatBytes(dataUsedBytes)} of ${formatBytes(dataTotalBytes)}`
                  : formatRatio(ratio)}
                <Progress value={ratio * 100} size="sm" mt={4} aria-label={`Data of ${name}: used`} />
              </>
            )}
          />
        </Fact>
      ))}
    </Facts>
  );
}

function NodeRows({ cluster, pods }: { readonly cluster: Cluster; readonly pods: readonly Pod[] }) {
  const podOf = (id: string) => pods.find(({ node }) => node?.id === id)?.name;
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table fz="sm" tabularNums verticalSpacing={5} aria-label="Aerospike nodes">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Node</Table.Th>
            <Table.Th scope="col">Pod</Table.Th>
            <Table.Th scope="col">Build</Table.Th>
            <Table.Th scope="col" ta="right">
              Uptime
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Sees nodes
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Objects
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Connections
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Migrations left
            </Table.Th>
            <Table.Th scope="col" ta="right">
              Memory free
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cluster.nodes.map(({ id, address, active, status }) => (
            <Table.Tr key={id}>
              <Table.Th scope="row" fw={400}>
                <Group gap={6}>
                  <b>{id}</b>
                  <Text size="xs" c="dimmed">
                    {address}
                  </Text>
                  {!active && <Mark color="red">silent</Mark>}
                </Group>
              </Table.Th>
              <Table.Td>
                <Known value={podOf(id)} format={String} reason="No pod of the cluster has its address" />
              </Table.Td>
              <Table.Td>
                <Known value={status?.build} format={String} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.uptimeSeconds} format={formatDuration} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.clusterSize} format={String} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.objects} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.clientConnections} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.migrationsRemaining} format={formatInt64} />
              </Table.Td>
              <Table.Td ta="right">
                <Known value={status?.systemFreeMemoryRatio} format={formatRatio} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
