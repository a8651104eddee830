import { Code, Stack, Table, Text, Title } from '@mantine/core';
import { Mark } from '@/shared/ui/Mark';
import { BUILT_IN_ALERTS } from './builtInAlerts';

type Props = {
  /** Whether groups of one's own stand in their place. */
  readonly areReplaced: boolean;
  readonly areOn: boolean;
};

/** The alerts the operator brings, explained. */
export function BuiltInAlerts({ areReplaced, areOn }: Props) {
  return (
    <section aria-labelledby="built-in-alerts">
      <Title order={2} size="h5" id="built-in-alerts" mb={4}>
        Built-in alerts
      </Title>
      <Text size="sm" mb="xs">
        {areReplaced
          ? 'None of these is made: groups of rules of one’s own replace all of them.'
          : areOn
            ? 'The operator makes these in the PrometheusRule of the cluster.'
            : 'The operator makes these once the exporter and the PrometheusRule are on.'}
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table fz="sm" verticalSpacing={5} aria-label="Built-in alerts">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Alert</Table.Th>
              <Table.Th scope="col">Severity</Table.Th>
              <Table.Th scope="col">After</Table.Th>
              <Table.Th scope="col">What it means</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {BUILT_IN_ALERTS.map(({ name, severity, after, meaning }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  <code>{name}</code>
                </Table.Th>
                <Table.Td>
                  <Mark color={severity === 'critical' ? 'red' : 'yellow'}>{severity}</Mark>
                </Table.Td>
                <Table.Td>{after}</Table.Td>
                <Table.Td>{meaning}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}

/** Groups of rules as they are written. */
export function CustomRules({ groups }: { readonly groups: readonly Readonly<Record<string, unknown>>[] }) {
  return (
    <section aria-labelledby="custom-rules">
      <Title order={2} size="h5" id="custom-rules" mb="xs">
        Rules of one’s own
      </Title>
      <Stack gap="xs">
        {groups.map((group, index) => (
          <div key={`${String(group.name)} ${index}`}>
            <Text size="sm" fw={600}>
              {String(group.name)}
            </Text>
            <Code block>{JSON.stringify(group.rules, null, 2)}</Code>
          </div>
        ))}
      </Stack>
    </section>
  );
}
