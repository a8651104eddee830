import { Button, Checkbox, Group, Stack } from '@mantine/core';

type Props = {
  /** Every node, by id. */
  readonly nodes: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** On which nodes a change is made. */
export function NodesField({ nodes, chosen, onChange }: Props) {
  return (
    <Checkbox.Group
      label="On nodes"
      value={[...chosen]}
      onChange={onChange}
      error={chosen.length === 0 ? 'Choose at least one node' : undefined}
    >
      <Stack gap={8} mt={4}>
        {nodes.map((node) => (
          <Checkbox key={node} size="xs" value={node} label={node} />
        ))}
        {nodes.length > 1 && (
          <Group gap={4}>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange(nodes)}>
              All nodes
            </Button>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
              None
            </Button>
          </Group>
        )}
      </Stack>
    </Checkbox.Group>
  );
}
