import { Anchor, Group, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { templateUrl } from '@/features/k8s-clusters';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { ListedTemplate } from '../feeds/useTemplates';
import { behind } from '../model/listing';

type Props = {
  readonly label: string;
  readonly templates: readonly ListedTemplate[];
};

const LEFT_OPEN = 'Left to each cluster';

/** Templates, one a row; each leads to what it holds and who uses it. */
export function TemplateTable({ label, templates }: Props) {
  return (
    <Table.ScrollContainer minWidth={820}>
      <Table highlightOnHover tabularNums aria-label={label} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Template</Table.Th>
            <Table.Th scope="col">Image</Table.Th>
            <Table.Th scope="col" ta="right">
              Nodes
            </Table.Th>
            <Table.Th scope="col">Used by</Table.Th>
            <Table.Th scope="col" ta="right">
              Made
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {templates.map((template) => (
            <Row key={template.id} template={template} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ template }: { readonly template: ListedTemplate }) {
  const { spec, createdAt, name } = template;
  const reason = spec === null ? 'It has a field this version cannot read' : LEFT_OPEN;
  return (
    <Table.Tr>
      <Table.Th scope="row" maw={420}>
        <Anchor component={Link} inherit to={templateUrl(template)}>
          {name}
        </Anchor>
        {spec?.description && (
          <Text size="xs" c="dimmed" fw={400} lineClamp={1} title={spec.description}>
            {spec.description}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <Known value={spec?.image} format={String} reason={reason} />
      </Table.Td>
      <Table.Td ta="right">
        <Known value={spec?.size} format={String} reason={reason} />
      </Table.Td>
      <Table.Td>
        <UsedBy template={template} />
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        <Known value={createdAt} format={(at) => <Ago at={at} />} />
      </Table.Td>
    </Table.Tr>
  );
}

function UsedBy({ template }: { readonly template: ListedTemplate }) {
  const { usedBy } = template;
  const late = behind(template);
  return (
    <Known
      value={usedBy}
      reason="The clusters of this context cannot be looked at"
      format={({ totalCount, namespaces }) => (
        <Group gap="xs">
          <span
            title={namespaces ? `Of the namespaces ${namespaces.join(', ')}; there may be more` : undefined}
          >
            {totalCount === 0 ? 'none' : clustersText(totalCount)}
            {namespaces && ' or more'}
          </span>
          {late > 0 && (
            <Mark color="orange" title="The template has changed since they copied it">
              {late} out of sync
            </Mark>
          )}
        </Group>
      )}
    />
  );
}

function clustersText(count: number): string {
  return `${String(count)} ${count === 1 ? 'cluster' : 'clusters'}`;
}
