import { ActionIcon, Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { K8sClusterSort } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { type Sort, SortHeader } from '@/shared/ui/SortHeader';
import { Known } from '@/shared/ui/Unknown';
import { type Action, ClusterActionsMenu } from '../actions';
import { PhaseBadge } from '../components/PhaseBadge';
import { STATE_WORDS } from '../model/stateWords';
import { k8sClusterUrl } from '../urls';
import classes from './list.module.css';
import { moveByKeys, ROW_LINK } from './rowKeys';
import type { ListedCluster } from './useClusterList';

type Props = {
  readonly clusters: readonly ListedCluster[];
  /** Whether rows tell their context: there are several. */
  readonly withContext: boolean;
  readonly sort: Sort<K8sClusterSort>;
  readonly onSort: (sort: Sort<K8sClusterSort>) => void;
  readonly onAction: (action: Action, id: string) => void;
};

/** Clusters, one a row: what the operator says, what is so, and what can be done. */
export function ClusterTable({ clusters, withContext, sort, onSort, onAction }: Props) {
  const header = (id: K8sClusterSort, label: string, numeric = false) => (
    <SortHeader column={{ id, label, numeric }} sort={sort} onSort={onSort} />
  );
  return (
    <Table highlightOnHover tabularNums verticalSpacing={5} aria-label="Clusters" className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          {header('NAME', 'Cluster')}
          <Table.Th scope="col" visibleFrom="sm">
            Namespace
          </Table.Th>
          {withContext && (
            <Table.Th scope="col" visibleFrom="md">
              Context
            </Table.Th>
          )}
          {header('PHASE', 'Phase')}
          <Table.Th scope="col" ta="right">
            Pods
          </Table.Th>
          <Table.Th scope="col" visibleFrom="md">
            Image
          </Table.Th>
          <Table.Th scope="col" visibleFrom="md">
            Template
          </Table.Th>
          {header('AGE', 'Made', true)}
          {header('FAILURES', 'Failures', true)}
          <Table.Th scope="col" aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody onKeyDown={moveByKeys}>
        {clusters.map((cluster) => (
          <Row key={cluster.id} cluster={cluster} withContext={withContext} onAction={onAction} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

type RowProps = Pick<Props, 'withContext' | 'onAction'> & { readonly cluster: ListedCluster };

function Row({ cluster, withContext, onAction }: RowProps) {
  const { context, namespace, name, metadata, reconciliation } = cluster;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} inherit to={k8sClusterUrl({ context, namespace, name })} {...ROW_LINK}>
          {name}
        </Anchor>
        <Text size="xs" c="dimmed" fw={400} hiddenFrom="sm">
          {withContext ? `${namespace} · ${context}` : namespace}
        </Text>
      </Table.Th>
      <Table.Td visibleFrom="sm">{namespace}</Table.Td>
      {withContext && <Table.Td visibleFrom="md">{context}</Table.Td>}
      <Table.Td>
        <State cluster={cluster} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        <Size cluster={cluster} />
      </Table.Td>
      <Table.Td visibleFrom="md" className={classes.image} title={cluster.wantedImage ?? undefined}>
        <Known value={cluster.wantedImage} format={String} reason="The template that names it is not known" />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <Template cluster={cluster} />
      </Table.Td>
      <Table.Td ta="right" className={classes.wide} style={{ whiteSpace: 'nowrap' }}>
        <Known value={metadata.createdAt} format={(at) => <Ago at={at} />} />
      </Table.Td>
      <Table.Td ta="right" className={classes.wide}>
        {reconciliation.breakerOpen ? (
          <Mark
            color="red"
            title={`The operator stopped trying after ${String(reconciliation.failures)} failures`}
          >
            {`given up, ${String(reconciliation.failures)}`}
          </Mark>
        ) : (
          reconciliation.failures
        )}
      </Table.Td>
      <Table.Td ta="right" px={0}>
        <ClusterActionsMenu cluster={cluster} onAction={(action) => onAction(action, cluster.id)}>
          <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${name}`}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </ClusterActionsMenu>
      </Table.Td>
    </Table.Tr>
  );
}

/** What the operator says, what this server finds beside it, and the gravest finding. */
function State({ cluster: { phase, assessment } }: { readonly cluster: ListedCluster }) {
  const { color, text } = STATE_WORDS[assessment.state];
  const [gravest, ...others] = assessment.findings;
  const unseen = assessment.problems.map(({ message }) => message).join(' ');
  return (
    <>
      <Group gap={6} className={classes.badges}>
        <PhaseBadge phase={phase ?? null} />
        <Mark color={color} title={unseen === '' ? undefined : `Not all could be looked at: ${unseen}`}>
          {text}
        </Mark>
      </Group>
      {gravest !== undefined && (
        <Text
          size="xs"
          c="dimmed"
          mt={2}
          lineClamp={2}
          title={assessment.findings.map(({ title }) => title).join('\n')}
        >
          {gravest.title}
          {others.length > 0 && ` (+${String(others.length)})`}
        </Text>
      )}
    </>
  );
}

function Size({ cluster: { health, wantedSize } }: { readonly cluster: ListedCluster }) {
  const wanted = health?.wantedPods ?? wantedSize;
  const ready = health?.readyPods;
  return (
    <span title="Pods that are ready, of those that are wanted">
      <Known value={ready} format={String} reason="The pods cannot be looked at" />
      {' / '}
      <Known value={wanted} format={String} reason="The template that says how many is not known" />
    </span>
  );
}

function Template({ cluster: { templateSnapshot: template } }: { readonly cluster: ListedCluster }) {
  if (!isKnown(template)) {
    return (
      <Text span inherit c="dimmed">
        none
      </Text>
    );
  }
  return (
    <Stack gap={2} align="flex-start">
      <span>{template.name}</span>
      {template.synced ? (
        <Mark color="green">in sync</Mark>
      ) : (
        <Mark color="orange" title="The template has changed since the operator copied it for this cluster">
          changed since
        </Mark>
      )}
    </Stack>
  );
}
