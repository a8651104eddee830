import { Group, Text } from '@mantine/core';
import { IconCube, IconFileText, IconRefresh } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { ActionButton } from '@/shared/ui/ActionButton';
import { EmptyState } from '@/shared/ui/EmptyState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { CLUSTERS, refusalOf } from '../../model/rights';
import { listOf, textOfList, usePageSearch } from '../parts/usePageSearch';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { K8sClusterPodsDocument, type K8sClusterPodsSubscription } from './pods.generated';
import { PodTable } from './PodTable';

const RestartDialog = lazy(async () => ({
  default: (await import('../../actions/dialogs/RestartDialog')).RestartDialog,
}));
const LogPanel = lazy(async () => ({ default: (await import('../logs/LogPanel')).LogPanel }));

/** The pods, what can be done with those one chooses, and their logs. */
export function PodsTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterPodsDocument, at);
  return (
    <ClusterPart feed={feed} label="the pods">
      {(cluster, gaps) => (
        <Gap gaps={gaps} field="pods">
          <Pods at={at} cluster={cluster} />
        </Gap>
      )}
    </ClusterPart>
  );
}

type Cluster = PartOf<K8sClusterPodsSubscription>;

function Pods({ at, cluster }: TabProps & { readonly cluster: Cluster }) {
  const [search, change] = usePageSearch();
  const [isRestarting, setRestarting] = useState(false);
  const pods = cluster.pods ?? [];
  const chosen = listOf(search, 'pods').filter((name) => pods.some((pod) => pod.name === name));
  const isLogOpen = search.has('log');
  const refusal = refusalOf(cluster.permissions, 'patch', CLUSTERS);
  const whose = chosen.length === 0 ? 'all pods' : chosen.length === 1 ? '1 pod' : `${chosen.length} pods`;

  if (pods.length === 0) {
    return (
      <EmptyState icon={IconCube} title="No pods">
        Kubernetes has none of this cluster, and the operator tells of none. Findings say why, when something
        holds them up.
      </EmptyState>
    );
  }
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
          {chosen.length === 0 ? `${pods.length} pods` : `${chosen.length} of ${pods.length} pods chosen`}
        </Text>
        <Group gap="xs">
          <ActionButton
            variant="default"
            whyNot={refusal}
            leftSection={<IconRefresh size={14} aria-hidden="true" />}
            onClick={() => setRestarting(true)}
          >
            {`Restart ${whose}…`}
          </ActionButton>
          <ActionButton
            variant="default"
            whyNot={null}
            aria-pressed={isLogOpen}
            leftSection={<IconFileText size={14} aria-hidden="true" />}
            onClick={() => change({ log: isLogOpen ? null : 'open' })}
          >
            {isLogOpen ? 'Close the log' : `Log of ${whose}`}
          </ActionButton>
        </Group>
      </Group>
      <PodTable
        pods={pods}
        chosen={chosen}
        onChosen={(names) => change({ pods: textOfList(names) })}
        onLog={(name) => change({ pods: name, log: 'open' })}
      />
      {isLogOpen && (
        <Suspense fallback={<LoadingSkeleton label="the log" rows={8} />}>
          <LogPanel at={at} pods={pods} chosen={chosen} />
        </Suspense>
      )}
      {isRestarting && (
        <Suspense>
          <RestartDialog
            at={at}
            {...(chosen.length === 0 ? {} : { pods: chosen })}
            onClose={() => setRestarting(false)}
          />
        </Suspense>
      )}
    </>
  );
}
