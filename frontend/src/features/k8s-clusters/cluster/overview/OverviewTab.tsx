import { Alert, Text } from '@mantine/core';
import { IconPlugOff } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import { Conditions } from './Conditions';
import { LiveNodes } from './LiveNodes';
import { K8sClusterOverviewDocument } from './overview.generated';
import { Summary } from './Summary';
import { Topology } from './Topology';

/** How a cluster is at a glance: its numbers, where its pods stand, what the operator and the nodes themselves say. */
export function OverviewTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterOverviewDocument, at);
  return (
    <ClusterPart feed={feed} label="the overview" rows={8}>
      {(cluster, gaps) => (
        <>
          <Summary cluster={cluster} />
          <Gap gaps={gaps} field="pods">
            <Topology pods={cluster.pods ?? []} racks={cluster.racks ?? []} />
          </Gap>
          <Conditions conditions={cluster.conditions} />
          {isKnown(cluster.connection) ? (
            <LiveNodes at={at} connectionId={cluster.connection.id} pods={cluster.pods ?? []} />
          ) : (
            <Alert color="gray" icon={<IconPlugOff aria-hidden="true" />} title="No connection">
              <Text size="sm">
                No connection profile leads to this cluster, so its Aerospike nodes cannot be asked. A profile
                for the host <code>{`${at.name}.${at.namespace}.svc.cluster.local`}</code> is found by itself.
              </Text>
            </Alert>
          )}
        </>
      )}
    </ClusterPart>
  );
}
