import { Group, Progress, Stack, Text } from '@mantine/core';
import { FeedBadges } from '@/features/data';
import { useFeed } from '@/shared/feeds/useFeed';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Mark } from '@/shared/ui/Mark';
import { STATE_WORDS } from '../../model/stateWords';
import type { ClusterRef } from '../../urls';
import { type ClusterProgress_ClusterFragment, K8sClusterProgressDocument } from '../progress.generated';

/** How far a cluster is on its way to what was asked for, live. */
export function ClusterProgress({ at: { context, namespace, name } }: { readonly at: ClusterRef }) {
  const feed = useFeed({
    document: K8sClusterProgressDocument,
    variables: { context: context ?? null, namespace, name },
    fetchPolicy: 'no-cache',
    select: (data) => data.k8sCluster,
    reduce: (_: { cluster: ClusterProgress_ClusterFragment | null } | null, item) => ({
      cluster: item.cluster ?? null,
    }),
  });
  const cluster = feed.state?.cluster ?? null;
  return (
    <Stack gap="xs" role="status" aria-label={`Progress of ${name}`}>
      {cluster !== null && <Standing cluster={cluster} />}
      {feed.state !== null && cluster === null && <Text size="sm">There is no cluster {name} any more.</Text>}
      {feed.state === null && <Text size="sm">Waiting for word of {name}…</Text>}
      <Group gap="xs">
        <FeedBadges feed={feed} />
      </Group>
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
    </Stack>
  );
}

function Standing({ cluster }: { readonly cluster: ClusterProgress_ClusterFragment }) {
  const { assessment, health, migration, operation, phase } = cluster;
  const state = STATE_WORDS[assessment.state];
  const wanted = health?.wantedPods ?? cluster.wantedSize;
  return (
    <>
      <Group gap="xs">
        <Mark color={state.color}>{state.text}</Mark>
        {isKnown(phase) && (
          <Text size="sm" c="dimmed">
            The operator says {phase}
          </Text>
        )}
      </Group>
      {isKnown(health) && isKnown(wanted) && (
        <Bar
          label={`${String(health.readyPods)} of ${String(wanted)} pods ready`}
          percent={wanted === 0 ? 0 : (100 * Math.min(health.readyPods, wanted)) / wanted}
        />
      )}
      {isKnown(health) && isKnown(wanted) && health.totalPods > wanted && (
        <Text size="sm">{`${String(health.totalPods - wanted)} still to go`}</Text>
      )}
      {migration?.inProgress === true && (
        <Text size="sm">
          Data is on the move
          {isKnown(migration.remainingPartitions) &&
            `: ${formatInt64(migration.remainingPartitions)} partitions are left`}
        </Text>
      )}
      {isKnown(operation) && ['ASKED', 'RUNNING', 'STUCK'].includes(operation.progress) && (
        <Bar
          label={`Restart: ${String(operation.completed.length)} pods done, ${String(operation.pending.length)} to go`}
          percent={operation.percent ?? 0}
        />
      )}
      {isKnown(operation?.trouble) && <Text size="sm">{operation.trouble}</Text>}
      {assessment.findings.slice(0, 3).map(({ title }) => (
        <Text key={title} size="sm" c="dimmed">
          {title}
        </Text>
      ))}
    </>
  );
}

function Bar({ label, percent }: { readonly label: string; readonly percent: number }) {
  return (
    <div>
      <Text size="sm" className="tabular">
        {label}
      </Text>
      <Progress value={percent} aria-label={label} />
    </div>
  );
}
