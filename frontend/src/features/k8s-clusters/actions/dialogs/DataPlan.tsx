import { Group, Stack, Table, Text } from '@mantine/core';
import type { K8sDataRisk } from '@/gql/schema';
import { fromProblem } from '@/shared/errors/appError';
import { formatBytes } from '@/shared/format/bytes';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { Scale_DataPlanFragment } from './dialogs.generated';

const RISKS: Readonly<Record<K8sDataRisk, { readonly text: string; readonly color: string }>> = {
  LOSES_RECORDS: { text: 'loses records', color: 'red' },
  DOES_NOT_FIT: { text: 'does not fit', color: 'red' },
  STOPS_WRITES: { text: 'stops writes', color: 'red' },
  EVICTS: { text: 'evicts records', color: 'yellow' },
};

const NUMBER = { whiteSpace: 'nowrap', verticalAlign: 'top' } as const;

const NOT_TOLD = 'Not all nodes have told it';

/** What each node holds, and would hold with the size that is asked for, as the server works it out. */
export function DataPlan({ plan }: { readonly plan: Scale_DataPlanFragment }) {
  const { moving, namespaces, nodesAfter, nodesNow, problem } = plan;
  if (isKnown(problem)) {
    return (
      <Stack gap={4}>
        <Text size="sm">What each node would hold is not known.</Text>
        <FieldError error={fromProblem(problem)} />
      </Stack>
    );
  }
  return (
    <Stack gap={4}>
      {namespaces.length > 0 && (
        <Table.ScrollContainer minWidth={380}>
          <Table aria-label="Data on each node" tabularNums verticalSpacing={4} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Data on each node</Table.Th>
                <Table.Th scope="col" ta="right">
                  {isKnown(nodesNow) ? `Now, ${nodes(nodesNow)}` : 'Now'}
                </Table.Th>
                <Table.Th scope="col" ta="right">{`Then, ${nodes(nodesAfter)}`}</Table.Th>
                <Table.Th scope="col" ta="right">
                  Room
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {namespaces.map((namespace) => (
                <NamespaceRow key={namespace.namespace} {...namespace} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {moving === true && (
        <Text size="sm">Data is on the move now: these numbers are rough until it has arrived.</Text>
      )}
    </Stack>
  );
}

function NamespaceRow(plan: Scale_DataPlanFragment['namespaces'][number]) {
  const { namespace, bytesPerNodeNow, bytesPerNodeAfter, capacityPerNode, usedRatioAfter, risks } = plan;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <b>{namespace}</b>
        {risks.length > 0 && (
          <Group gap={6}>
            {risks.map((risk) => (
              <Mark key={risk} color={RISKS[risk].color}>
                {RISKS[risk].text}
              </Mark>
            ))}
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {copiesText(plan.copiesNow, plan.copiesAfter)}
        </Text>
      </Table.Th>
      <Table.Td ta="right" style={NUMBER}>
        <Known value={bytesPerNodeNow} format={formatBytes} reason={NOT_TOLD} />
      </Table.Td>
      <Table.Td ta="right" style={NUMBER}>
        <Known value={bytesPerNodeAfter} format={formatBytes} reason={NOT_TOLD} />
        {isKnown(usedRatioAfter) && (
          <Text size="xs" c="dimmed">
            {formatRatio(usedRatioAfter)} full
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" style={NUMBER}>
        <Known value={capacityPerNode} format={formatBytes} reason={NOT_TOLD} />
      </Table.Td>
    </Table.Tr>
  );
}

const nodes = (count: number) => `${count} ${count === 1 ? 'node' : 'nodes'}`;

function copiesText(now: number | null | undefined, then: number | null | undefined): string | null {
  if (!isKnown(then)) {
    return null;
  }
  const copies = then === 1 ? '1 copy of each record' : `${then} copies of each record`;
  return isKnown(now) && now !== then ? `${copies}, ${now} now` : copies;
}
