import { Anchor, Code, Table } from '@mantine/core';
import { Link } from 'react-router';
import { formatBytes } from '@/shared/format/bytes';
import { Mark } from '@/shared/ui/Mark';
import { Known } from '@/shared/ui/Unknown';
import type { ListedModule } from '../feeds/useModules';
import { shortHash, standingOf } from '../model/moduleWords';

type Props = {
  readonly modules: readonly ListedModule[];
  readonly urlOf: (name: string) => string;
};

/** Lua modules, one a row, with what is amiss on nodes; each leads to its text. */
export function ModuleTable({ modules, urlOf }: Props) {
  return (
    <Table highlightOnHover tabularNums aria-label="Lua modules" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Module</Table.Th>
          <Table.Th scope="col">On the nodes</Table.Th>
          <Table.Th scope="col" ta="right">
            Size
          </Table.Th>
          <Table.Th scope="col" visibleFrom="xs">
            Hash
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {modules.map((module) => {
          const standing = standingOf(module);
          return (
            <Table.Tr key={module.name}>
              <Table.Th scope="row">
                <Anchor component={Link} inherit to={urlOf(module.name)}>
                  {module.name}
                </Anchor>
              </Table.Th>
              <Table.Td>
                <Mark color={standing.color}>{standing.text}</Mark>
              </Table.Td>
              <Table.Td ta="right">
                <Known value={module.size} format={formatBytes} reason="No node has told its text yet" />
              </Table.Td>
              <Table.Td visibleFrom="xs">
                <Known
                  value={module.hash}
                  format={(hash) => (
                    <Code title={hash} bg="transparent" p={0}>
                      {shortHash(hash)}
                    </Code>
                  )}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
