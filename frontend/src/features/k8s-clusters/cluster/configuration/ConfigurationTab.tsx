import { Button, Card, Code, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { k8sClusterEditUrl } from '../../urls';
import { ClusterPart } from '../parts/ClusterPart';
import { Gap } from '../parts/Gap';
import { type PartOf, useClusterPart } from '../parts/useClusterPart';
import type { TabProps } from '../tabs';
import {
  K8sClusterConfigurationDocument,
  type K8sClusterConfigurationSubscription,
} from './configuration.generated';
import { ConfigFiles } from './ConfigFiles';
import { RackGroups } from './RackGroups';

export type Drift = NonNullable<PartOf<K8sClusterConfigurationSubscription>['drift']>;

/** Whether the cluster runs with what is asked for, and what differs where. */
export function ConfigurationTab({ at }: TabProps) {
  const feed = useClusterPart(K8sClusterConfigurationDocument, at);
  return (
    <ClusterPart feed={feed} label="the configuration">
      {(cluster, gaps) => (
        <>
          <Gap gaps={gaps} field="drift">
            {isKnown(cluster.drift) && (
              <>
                <ConfigStatus
                  drift={cluster.drift}
                  isDynamic={cluster.spec?.enableDynamicConfigUpdate === true}
                  at={at}
                />
                <Changes changes={cluster.drift.changes ?? null} />
                <RackGroups racks={cluster.drift.racks} />
              </>
            )}
          </Gap>
          <Gap gaps={gaps} field="owned.configMaps">
            <ConfigFiles maps={cluster.owned.configMaps ?? []} />
          </Gap>
        </>
      )}
    </ClusterPart>
  );
}

type StatusProps = TabProps & { readonly drift: Drift; readonly isDynamic: boolean };

function ConfigStatus({ drift, isDynamic, at }: StatusProps) {
  const { color, text, note } = statusOf(drift);
  return (
    <Card withBorder padding="sm" component="section" aria-label="Config status">
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={4}>
          <Group gap="sm">
            <Title order={2} size="sm">
              Config status
            </Title>
            <Mark color={color}>{text}</Mark>
          </Group>
          <Text size="sm">{note}</Text>
          <Text size="xs" c="dimmed">
            {isDynamic
              ? 'Dynamic configuration is on: parameters that allow it change in running nodes, without a restart.'
              : 'Dynamic configuration is off: each change of the configuration restarts pods.'}
          </Text>
        </Stack>
        <Button
          component={Link}
          to={k8sClusterEditUrl(at)}
          variant="default"
          size="xs"
          leftSection={<IconPencil size={14} aria-hidden="true" />}
        >
          Edit
        </Button>
      </Group>
    </Card>
  );
}

function statusOf({ inSync, inRollout }: Drift) {
  if (inSync) {
    return { color: 'green', text: 'in sync', note: 'Every pod runs with what is asked for.' };
  }
  return inRollout
    ? {
        color: 'blue',
        text: 'rolling out',
        note: 'The operator is on its way to bring the pods up to date: what differs now is no drift.',
      }
    : {
        color: 'orange',
        text: 'drift',
        note: 'Something differs from what is asked for, and the operator is not about to change it.',
      };
}

function Changes({ changes }: { readonly changes: Drift['changes'] | null }) {
  return (
    <section aria-labelledby="spec-drift">
      <Title order={2} size="h5" id="spec-drift" mb="xs">
        Spec against what was applied
      </Title>
      {!isKnown(changes) ? (
        <Text size="sm" c="dimmed">
          The operator has not applied any spec yet.
        </Text>
      ) : changes.length === 0 ? (
        <Text size="sm">No field differs.</Text>
      ) : (
        <Table.ScrollContainer minWidth={640}>
          <Table fz="sm" verticalSpacing={5} aria-label="Fields that differ" layout="fixed">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Field</Table.Th>
                <Table.Th scope="col">Applied</Table.Th>
                <Table.Th scope="col">Asked for</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map(({ path, applied, wanted }) => (
                <Table.Tr key={path}>
                  <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
                    <code>{path}</code>
                  </Table.Th>
                  <Table.Td>
                    <Value value={applied} none="not there" />
                  </Table.Td>
                  <Table.Td>
                    <Value value={wanted} none="taken out" />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}

function Value({ value, none }: { readonly value: unknown; readonly none: string }) {
  return isKnown(value) ? (
    <Code style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
      {typeof value === 'string' ? value : JSON.stringify(value, null, 1)}
    </Code>
  ) : (
    <Text span size="sm" c="dimmed">
      {none}
    </Text>
  );
}
