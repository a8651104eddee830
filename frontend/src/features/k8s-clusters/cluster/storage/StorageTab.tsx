import { Group, Table, Text } from '@mantine/core';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { isKnown } from '@/shared/lib/known';
import { ActionButton } from '@/shared/ui/ActionButton';
import { Ago } from '@/shared/ui/Ago';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { EmptyState } from '@/shared/ui/EmptyState';
import { Mark } from '@/shared/ui/Mark';
import { notifyDone } from '@/shared/ui/notify';
import { RefreshButton } from '@/shared/ui/RefreshButton';
import { Known } from '@/shared/ui/Unknown';
import { useMutate } from '../../actions/useChange';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { CLAIMS, type Permission, refusalOf } from '../../model/rights';
import { type PartOf, useClusterPart, variablesOf } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import {
  DeleteK8sClaimDocument,
  K8sClusterStorageDocument,
  type K8sClusterStorageSubscription,
} from './storage.generated';

type Claim = NonNullable<PartOf<K8sClusterStorageSubscription>['owned']['volumeClaims']>[number];

/** The claims to volumes, those that are left over included. */
export function StorageTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterStorageDocument, at);
  return (
    <ClusterPart feed={feed} label="the volumes">
      {(cluster, gaps) => (
        <Gap gaps={gaps} field="owned.volumeClaims">
          <Group justify="flex-end">
            <RefreshButton loading={feed.status === 'connecting'} onRefresh={feed.restart} />
          </Group>
          <Claims
            at={at}
            claims={cluster.owned.volumeClaims ?? []}
            permissions={cluster.permissions}
            onDeleted={feed.restart}
          />
        </Gap>
      )}
    </ClusterPart>
  );
}

type ClaimsProps = TabProps & {
  readonly claims: readonly Claim[];
  readonly permissions: readonly Permission[] | null | undefined;
  readonly onDeleted: () => void;
};

function Claims({ at, claims, permissions, onDeleted }: ClaimsProps) {
  const mutate = useMutate();
  const [doomed, setDoomed] = useState<string | null>(null);
  const refusal = refusalOf(permissions, 'delete', CLAIMS);
  if (claims.length === 0) {
    return (
      <EmptyState icon={IconDatabase} title="No claims">
        The cluster keeps its data in memory, or in volumes that live and die with their pods.
      </EmptyState>
    );
  }
  return (
    <>
      <Table.ScrollContainer minWidth={860}>
        <Table fz="sm" verticalSpacing={5} tabularNums aria-label="Claims to volumes">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Claim</Table.Th>
              <Table.Th scope="col">State</Table.Th>
              <Table.Th scope="col">Pod</Table.Th>
              <Table.Th scope="col">Size</Table.Th>
              <Table.Th scope="col">Class</Table.Th>
              <Table.Th scope="col">Made</Table.Th>
              <Table.Th scope="col">What to do</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {claims.map((claim) => (
              <Table.Tr key={claim.name}>
                <Table.Th scope="row" fw={400}>
                  {claim.name}
                  {isKnown(claim.volumeName) && (
                    <Text size="xs" c="dimmed">
                      {claim.volumeName}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td>
                  <Group gap={6}>
                    <Known value={claim.phase} format={String} reason="Kubernetes does not say" />
                    {claim.orphan === true && <Mark color="orange">orphan</Mark>}
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Known
                    value={claim.boundPod}
                    format={String}
                    reason={isKnown(claim.orphan) ? 'No pod mounts it' : 'Pods cannot be looked at'}
                  />
                </Table.Td>
                <Table.Td>
                  <Known
                    value={claim.capacity ?? claim.requestedSize}
                    format={String}
                    reason="Not bound yet"
                  />
                </Table.Td>
                <Table.Td>
                  <Known value={claim.storageClass} format={String} reason="Kubernetes does not say" />
                  <Text size="xs" c="dimmed">
                    {[claim.volumeMode, ...claim.accessModes].filter(isKnown).join(', ')}
                  </Text>
                </Table.Td>
                <Table.Td>{isKnown(claim.createdAt) && <Ago at={claim.createdAt} />}</Table.Td>
                <Table.Td>
                  {claim.orphan === true && (
                    <ActionButton
                      variant="default"
                      size="compact-xs"
                      color="red"
                      whyNot={refusal}
                      onClick={() => setDoomed(claim.name)}
                    >
                      Delete…
                    </ActionButton>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <ConfirmByName
        opened={doomed !== null}
        onClose={() => setDoomed(null)}
        title="Delete the claim?"
        name={doomed ?? ''}
        confirmLabel="Delete"
        onConfirm={async () => {
          await mutate(DeleteK8sClaimDocument, {
            ...variablesOf(at),
            claim: doomed ?? '',
            confirmName: doomed,
            dryRun: false,
          });
          notifyDone(`The claim ${doomed ?? ''} is deleted.`);
          setDoomed(null);
          onDeleted();
        }}
      >
        No pod mounts it. What is on its volume is lost, unless the storage class keeps volumes.
      </ConfirmByName>
    </>
  );
}
