import { Anchor, Group, Loader, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { Mark } from '@/shared/ui/Mark';
import { k8sClusterUrl } from '../../urls';
import { type Asked, isOver, resyncStage, type ResyncStage } from './resync';
import { clusterKey } from './syncWords';
import type { TemplateRef, TemplateUse } from './useTemplate';

type Props = {
  readonly template: TemplateRef;
  readonly uses: readonly TemplateUse[];
  readonly asked: ReadonlyMap<string, Asked>;
};

/** How far each cluster has come, live. */
export function ResyncProgress({ template, uses, asked }: Props) {
  const rows = uses.flatMap((use) => {
    const known = asked.get(clusterKey(use));
    return known === undefined ? [] : [{ use, stage: resyncStage(use, known) }];
  });
  const done = rows.filter(({ stage }) => stage.kind === 'done').length;
  return (
    <Stack gap="xs">
      <Text size="sm" className="tabular" role="status">
        {done} of {rows.length} {rows.length === 1 ? 'cluster' : 'clusters'} resynced
      </Text>
      <Table aria-label="Progress of the resync" verticalSpacing={6}>
        <Table.Tbody>
          {rows.map(({ use, stage }) => (
            <Table.Tr key={clusterKey(use)}>
              <Table.Th scope="row" fw={400}>
                <Anchor component={Link} to={k8sClusterUrl({ ...use, context: template.context })}>
                  {clusterKey(use)}
                </Anchor>
              </Table.Th>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <StageMark stage={stage} />
                  {!isOver(stage) && <Loader size={12} aria-hidden="true" />}
                </Group>
              </Table.Td>
              <Table.Td>
                <Text span size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {detailOf(stage)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function StageMark({ stage }: { readonly stage: ResyncStage }) {
  switch (stage.kind) {
    case 'refused':
      return <Mark color="red">not asked for</Mark>;
    case 'held':
      return <Mark color="yellow">held</Mark>;
    case 'waiting':
      return <Mark color="blue">waits for the operator</Mark>;
    case 'changing':
      return <Mark color="blue">copied, being applied</Mark>;
    case 'done':
      return <Mark color="green">in sync</Mark>;
    default:
      return stage satisfies never;
  }
}

function detailOf(stage: ResyncStage): string {
  switch (stage.kind) {
    case 'refused':
    case 'held':
      return stage.reason;
    case 'changing':
      return stage.phase === null ? '' : `The operator says ${stage.phase}.`;
    default:
      return '';
  }
}
