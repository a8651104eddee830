import { Anchor, Group } from '@mantine/core';
import { IconBolt } from '@tabler/icons-react';
import { Mark } from '@/shared/ui/Mark';
import { NodeMatrix } from '../components/matrix/NodeMatrix';
import { isChanged, type Parameter } from './parameters';

type Props = {
  readonly nodes: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly onOpen: (name: string) => void;
};

/** Parameters by node. Each opens: what it is for, and a change where one is possible. */
export function ConfigTable({ nodes, parameters, onOpen }: Props) {
  const rows = parameters.map((parameter) => ({
    parameter,
    name: parameter.name,
    values: parameter.values,
    differs: parameter.differs && parameter.documentation?.perNode !== true,
  }));
  return (
    <NodeMatrix
      label="Parameters"
      rowTitle="Parameter"
      nodes={nodes.map((id) => ({ id }))}
      rows={rows}
      reason="This node lists no such parameter"
      header={({ parameter, differs }) => (
        <Group gap={6} wrap="nowrap" title={parameter.documentation?.text}>
          <Anchor
            component="button"
            type="button"
            size="sm"
            ff="monospace"
            fz="xs"
            ta="left"
            onClick={() => onOpen(parameter.name)}
          >
            {parameter.name}
          </Anchor>
          {parameter.editable === true && (
            <IconBolt size={12} aria-label="dynamic" role="img" style={{ flex: 'none', opacity: 0.7 }} />
          )}
          {differs && <Mark color="yellow">differs</Mark>}
        </Group>
      )}
      extra={{
        title: 'Default',
        cell: ({ parameter }) => {
          const usual = parameter.documentation?.default ?? '';
          return isChanged(parameter) ? <Mark color="blue">{usual === '' ? 'empty' : usual}</Mark> : usual;
        },
      }}
    />
  );
}
