import { ActionIcon, Anchor, Group, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  clusterKey,
  Impact,
  type Impacts,
  isBehind,
  k8sClusterUrl,
  obstacleText,
  type LiveTemplate,
  SyncMark,
  type TemplateUse,
  useImpact,
} from '@/features/k8s-clusters';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';

type Props = {
  readonly template: LiveTemplate;
  readonly uses: readonly TemplateUse[];
};

const NO_COPY = 'The operator has not copied the template so far';

/** The clusters of a template, with how far each is from it and what a resync would bring. */
export function UsedByTable({ template, uses }: Props) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const impacts = useImpact(template, { skip: opened.size === 0 });
  const turn = (key: string) =>
    setOpened((now) =>
      now.has(key) ? new Set([...now].filter((one) => one !== key)) : new Set([...now, key]),
    );
  return (
    <Table.ScrollContainer minWidth={760}>
      <Table tabularNums aria-label="Clusters made from it" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={36}>
              <VisuallyHidden>What a resync would change</VisuallyHidden>
            </Table.Th>
            <Table.Th scope="col">Cluster</Table.Th>
            <Table.Th scope="col">Template</Table.Th>
            <Table.Th scope="col">Copied</Table.Th>
            <Table.Th scope="col">Version of the copy</Table.Th>
            <Table.Th scope="col">Operator’s phase</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {uses.map((use) => (
          <Rows
            key={clusterKey(use)}
            context={template.context}
            use={use}
            impacts={impacts}
            opened={opened.has(clusterKey(use))}
            onTurn={() => turn(clusterKey(use))}
          />
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}

type RowsProps = {
  readonly context: string;
  readonly use: TemplateUse;
  readonly impacts: Impacts;
  readonly opened: boolean;
  readonly onTurn: () => void;
};

function Rows({ context, use, impacts, opened, onTurn }: RowsProps) {
  const key = clusterKey(use);
  const { snapshot, phase, obstacle } = use;
  const canOpen = isBehind(use);
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Td>
          {canOpen && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-expanded={opened}
              aria-label={`What a resync would change in ${key}`}
              onClick={onTurn}
            >
              <IconChevronRight size={14} aria-hidden="true" style={{ rotate: opened ? '90deg' : '0deg' }} />
            </ActionIcon>
          )}
        </Table.Td>
        <Table.Th scope="row">
          <Anchor component={Link} inherit to={k8sClusterUrl({ ...use, context })}>
            {key}
          </Anchor>
        </Table.Th>
        <Table.Td>
          <Group gap="xs">
            <SyncMark use={use} />
            {obstacle && (
              <Mark color="yellow" title={obstacleText(obstacle)}>
                {obstacle === 'PAUSED' ? 'paused' : 'given up'}
              </Mark>
            )}
          </Group>
        </Table.Td>
        <Table.Td>
          <Known value={snapshot?.snapshotTimestamp} format={(at) => <Ago at={at} />} reason={NO_COPY} />
        </Table.Td>
        <Table.Td>
          <Known value={snapshot?.resourceVersion} format={String} reason={NO_COPY} />
        </Table.Td>
        <Table.Td>
          <Known value={phase} format={String} reason="The operator has not said anything yet" />
        </Table.Td>
      </Table.Tr>
      {canOpen && opened && (
        <Table.Tr>
          <Table.Td />
          <Table.Td colSpan={5}>
            <Text size="xs" c="dimmed">
              What a resync would change
            </Text>
            <Impact use={use} impacts={impacts} />
          </Table.Td>
        </Table.Tr>
      )}
    </Table.Tbody>
  );
}
