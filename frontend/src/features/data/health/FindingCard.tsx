import { Anchor, Button, Card, Code, Group, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import { isKnown } from '@/shared/lib/known';
import type { FindingCard_FindingFragment } from './FindingCard.generated';
import { settingUrl } from './settingUrl';
import { subjectOf } from './subject';
import { SEVERITY_LOOKS } from './words';

/** Facts shown before one asks for all. */
const FEW = 4;

type Props = {
  readonly connectionId: string;
  readonly finding: FindingCard_FindingFragment;
};

/** One finding: what is wrong, the facts it rests on, and what to do. */
export function FindingCard({ connectionId, finding }: Props) {
  const { label, color, icon: Icon } = SEVERITY_LOOKS[finding.severity];
  const subject = subjectOf(connectionId, finding.subject);
  return (
    <Card
      withBorder
      padding="sm"
      style={{ borderLeft: `3px solid var(--mantine-color-${color}-6)` }}
      component="article"
      aria-label={finding.title}
    >
      <Group justify="space-between" gap="sm" wrap="nowrap" align="flex-start">
        <Group gap={8} wrap="nowrap" align="flex-start" miw={0}>
          <Icon
            size={18}
            color={`var(--mantine-color-${color}-6)`}
            style={{ flex: 'none' }}
            aria-hidden="true"
          />
          <Title order={3} size="sm" style={{ overflowWrap: 'anywhere' }}>
            {finding.title}
          </Title>
        </Group>
        <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
          {label}
          {' · '}
          {subject.to === null ? (
            subject.text
          ) : (
            <Anchor component={Link} inherit to={subject.to}>
              {subject.text}
            </Anchor>
          )}
        </Text>
      </Group>
      <Evidence finding={finding} />
      <Fix connectionId={connectionId} finding={finding} />
    </Card>
  );
}

function Fix({ connectionId, finding }: Props) {
  const { action, setting } = finding.fix;
  const to = settingUrl(connectionId, finding);
  return (
    <Text size="sm" mt={6}>
      {action}
      {isKnown(setting) && (
        <>
          {' '}
          {to === null ? (
            <Code>{setting}</Code>
          ) : (
            <Anchor component={Link} inherit to={to}>
              <code>{setting}</code>
            </Anchor>
          )}
        </>
      )}
    </Text>
  );
}

function Evidence({ finding }: { readonly finding: FindingCard_FindingFragment }) {
  const [all, { open }] = useDisclosure(false);
  const { evidence } = finding;
  if (evidence.length === 0) {
    return null;
  }
  const shown = all ? evidence : evidence.slice(0, FEW);
  const hasLimit = evidence.some(({ limit }) => isKnown(limit));
  return (
    <>
      <Table
        tabularNums
        verticalSpacing={2}
        fz="xs"
        mt={6}
        w="auto"
        style={{ alignSelf: 'flex-start' }}
        withRowBorders={false}
        aria-label={`Evidence: ${finding.title}`}
      >
        <Table.Thead>
          <Table.Tr c="dimmed">
            <Table.Th scope="col" fw={400}>
              Evidence
            </Table.Th>
            <Table.Th scope="col" fw={400}>
              Node
            </Table.Th>
            <Table.Th scope="col" fw={400} ta="right">
              Value
            </Table.Th>
            {hasLimit && (
              <Table.Th scope="col" fw={400} ta="right">
                Limit
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((fact, index) => (
            <Table.Tr key={`${fact.name} ${fact.node ?? ''} ${String(index)}`}>
              <Table.Td>
                <code>{fact.name}</code>
              </Table.Td>
              <Table.Td>{fact.node ?? 'all'}</Table.Td>
              <Table.Td ta="right">{fact.value}</Table.Td>
              {hasLimit && <Table.Td ta="right">{fact.limit ?? ''}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < evidence.length && (
        <Button variant="subtle" size="compact-xs" onClick={open}>
          {`Show all ${String(evidence.length)} facts`}
        </Button>
      )}
    </>
  );
}
