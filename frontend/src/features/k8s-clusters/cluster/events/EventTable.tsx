import { Badge, Group, Table, Text } from '@mantine/core';
import { formatCount } from '@/shared/format/numbers';
import { formatDateTime } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import { Ago } from '@/shared/ui/Ago';
import { Mark } from '@/shared/ui/Mark';
import { Unknown } from '@/shared/ui/Unknown';
import { CATEGORIES } from './categories';
import type { ClusterEvent } from './eventModel';

type Props = { readonly events: readonly ClusterEvent[]; readonly label: string };

/** What happened, the newest first. */
export function EventTable({ events, label }: Props) {
  if (events.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None.
      </Text>
    );
  }
  return (
    <Table.ScrollContainer minWidth={860}>
      <Table tabularNums verticalSpacing={5} fz="sm" aria-label={label} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" w={96}>
              When
            </Table.Th>
            <Table.Th scope="col" w={130}>
              Category
            </Table.Th>
            <Table.Th scope="col" w={190}>
              Reason
            </Table.Th>
            <Table.Th scope="col">Message</Table.Th>
            <Table.Th scope="col" w={190}>
              Object
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((event) => (
            <EventRow key={event.id} event={event} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function EventRow({ event }: { readonly event: ClusterEvent }) {
  const { category, count, firstAt, lastAt, message, objectKind, objectName, reason, source, warning } =
    event;
  const at = lastAt ?? firstAt;
  const { label, color } = CATEGORIES[category];
  return (
    <Table.Tr>
      <Table.Td style={{ borderLeft: `3px solid var(--mantine-color-${warning ? 'red' : color}-6)` }}>
        {isKnown(at) ? <Ago at={at} /> : <Unknown reason="Kubernetes does not say when" />}
      </Table.Td>
      <Table.Td>{label}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <Group gap={6}>
          <span>{reason}</span>
          {warning && <Mark color="red">warning</Mark>}
          {count > 1 && (
            <Badge
              size="xs"
              variant="light"
              color="gray"
              c="var(--mantine-color-text)"
              tt="none"
              title={isKnown(firstAt) ? `First at ${formatDateTime(firstAt)}` : undefined}
            >
              {`${formatCount(count)} times`}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{message}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {objectName}
        <Text size="xs" c="dimmed">
          {isKnown(source) ? `${objectKind} · told by ${source}` : objectKind}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
