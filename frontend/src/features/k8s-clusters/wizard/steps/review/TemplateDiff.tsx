import { Code, Table, Text, Title } from '@mantine/core';
import { useReading } from '@/shared/apollo/useReading';
import { ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { parseResource } from '../../../form/document';
import type { Json, Resource } from '../../../form/resource';
import { type TemplateRow, templateRows } from '../../../model/templateDiff';
import { K8sTemplateForReviewDocument } from '../../review.generated';

type Props = {
  readonly name: string;
  readonly context: string | null;
  readonly resource: Resource;
};

const OUTCOMES: Readonly<Record<TemplateRow['outcome'], string>> = {
  taken: 'taken from the template',
  same: 'the same',
  replaced: 'the cluster’s own',
};

/** What the template says, and what the cluster says in its place. */
export function TemplateDiff({ name, context, resource }: Props) {
  const { data, errors, loading, refresh } = useReading(K8sTemplateForReviewDocument, { context, name });
  const template = parseResource(data?.k8sTemplate?.yaml ?? '');
  return (
    <section aria-labelledby="template">
      <Title order={3} size="h6" id="template" mb={4}>
        Against template {name}
      </Title>
      <ErrorState error={errors} onRetry={refresh} />
      {loading && data === null && <LoadingSkeleton label="the template" rows={3} />}
      {data !== null && errors.length === 0 && !template.ok && (
        <Text size="sm">There is no template of this name.</Text>
      )}
      {template.ok && <Rows rows={templateRows(template.value, resource)} />}
    </section>
  );
}

function Rows({ rows }: { readonly rows: readonly TemplateRow[] }) {
  return (
    <Table aria-labelledby="template" verticalSpacing={4}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th>Template</Table.Th>
          <Table.Th>Here</Table.Th>
          <Table.Th>Counts</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ field, template, here, outcome }) => (
          <Table.Tr key={field}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{field}</Table.Td>
            <Table.Td>
              <Value value={template} />
            </Table.Td>
            <Table.Td>{here === undefined ? '' : <Value value={here} />}</Table.Td>
            <Table.Td>{OUTCOMES[outcome]}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Value({ value }: { readonly value: Json }) {
  return (
    <Code style={{ overflowWrap: 'anywhere' }}>
      {typeof value === 'string' ? value : JSON.stringify(value)}
    </Code>
  );
}
