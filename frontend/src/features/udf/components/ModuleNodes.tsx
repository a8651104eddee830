import { Code, Table, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { ListedModule } from '../feeds/useModules';
import { presenceOf, shortHash } from '../model/moduleWords';

/** What each node has of a module, as it changes. */
export function ModuleNodes({ module }: { readonly module: ListedModule }) {
  return (
    <Table aria-label="On each node" verticalSpacing={4} w="auto" miw="min(480px, 100%)">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Node</Table.Th>
          <Table.Th scope="col">Module</Table.Th>
          <Table.Th scope="col">Hash</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {module.nodes.map((node) => {
          const { text, color } = presenceOf(node);
          return (
            <Table.Tr key={node.node}>
              <Table.Th scope="row" fw={400} ff="monospace" fz="xs">
                {node.node}
              </Table.Th>
              <Table.Td>
                <Mark color={color}>{text}</Mark>
                {isKnown(node.problem) && (
                  <Text size="xs" c="dimmed">
                    {node.problem.message}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Known
                  value={node.hash}
                  format={(hash) => (
                    <Code title={hash} bg="transparent" p={0}>
                      {shortHash(hash)}
                    </Code>
                  )}
                  reason={node.presence === 'MISSING' ? 'The node lacks the module' : undefined}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
