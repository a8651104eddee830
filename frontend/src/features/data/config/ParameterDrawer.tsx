import { Alert, Drawer, Stack, Table, Text, Title } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { isKnown } from '@/shared/lib/known';
import { Fact, Facts } from '@/shared/ui/Fact';
import { Known } from '@/shared/ui/Unknown';
import { ChangeForm } from './ChangeForm';
import { acceptsText, type Parameter, type Section } from './parameters';

type Props = {
  readonly connectionId: string;
  readonly nodes: readonly string[];
  readonly section: Section;
  /** What is open; null for nothing. */
  readonly parameter: Parameter | null;
  readonly onClose: () => void;
  readonly onChanged: () => void;
};

/** One parameter: what it is for, what each node runs, and a change where one is possible. */
export function ParameterDrawer({ connectionId, nodes, section, parameter, onClose, onChanged }: Props) {
  return (
    <Drawer.Root opened={parameter !== null} onClose={onClose} position="right" size="min(100%, 560px)">
      <Drawer.Overlay />
      <Drawer.Content>
        <Drawer.Header role="presentation">
          <Drawer.Title>
            <Text span size="xs" c="dimmed" display="block">
              {placeOf(section)}
            </Text>
            <Text span fw={600} ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {parameter?.name}
            </Text>
          </Drawer.Title>
          <Drawer.CloseButton aria-label="Close the parameter" />
        </Drawer.Header>
        <Drawer.Body>
          {parameter !== null && (
            <Stack gap="lg" key={parameter.name}>
              <About parameter={parameter} />
              <Values nodes={nodes} parameter={parameter} />
              {parameter.editable === false ? (
                <Alert color="blue" icon={<IconInfoCircle aria-hidden="true" />} role="note">
                  {notEditable(parameter)}
                </Alert>
              ) : (
                <ChangeForm
                  connectionId={connectionId}
                  nodes={nodes.filter((_, index) => isKnown(parameter.values[index]))}
                  section={section}
                  parameter={parameter}
                  onChanged={onChanged}
                />
              )}
            </Stack>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function placeOf({ context, namespace, set }: Section): string {
  switch (context) {
    case 'NAMESPACE':
      return `Namespace ${namespace ?? ''}`;
    case 'SET':
      return `Set ${namespace ?? ''}.${set ?? ''}`;
    default:
      return `${context.charAt(0)}${context.slice(1).toLowerCase()}`;
  }
}

function notEditable({ documentation }: Parameter): string {
  return documentation?.dynamic === true && documentation.enterpriseOnly
    ? 'Only the Enterprise Edition acts on it.'
    : 'It cannot be changed while a node runs: set it in the configuration file of the node, which reads it when it starts.';
}

function About({ parameter }: { readonly parameter: Parameter }) {
  const { documentation } = parameter;
  if (!isKnown(documentation)) {
    return (
      <Text size="sm" c="dimmed">
        Not documented here: the server lists it, and version 8.1 is not known to have it.
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <Text size="sm">{documentation.text}</Text>
      <Facts label="About this parameter">
        <Fact name="Accepts">{acceptsText(documentation)}</Fact>
        <Fact name="Default">
          <Known
            value={documentation.default}
            format={(value) => (value === '' ? 'empty' : value)}
            reason="Depends on the machine"
          />
        </Fact>
        <Fact name="Changes">{documentation.dynamic ? 'while the node runs' : 'when the node starts'}</Fact>
        <Fact name="Belongs to">{documentation.perNode ? 'the single node' : 'all nodes alike'}</Fact>
      </Facts>
    </Stack>
  );
}

function Values({ nodes, parameter }: { readonly nodes: readonly string[]; readonly parameter: Parameter }) {
  return (
    <section aria-labelledby="values-title">
      <Title order={2} size="sm" id="values-title" mb={4}>
        Running values
      </Title>
      <Table tabularNums fz="sm" aria-labelledby="values-title">
        <Table.Tbody>
          {nodes.map((node, index) => (
            <Table.Tr key={node}>
              <Table.Th scope="row" fw={400}>
                {node}
              </Table.Th>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Known
                  value={parameter.values[index]}
                  format={(value) => (value === '' ? 'empty' : value)}
                  reason="This node lists no such parameter"
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
