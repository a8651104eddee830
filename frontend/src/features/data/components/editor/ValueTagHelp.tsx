import { Code, Collapse, Table, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

const TAGS: readonly (readonly [string, string])[] = [
  ['{"$int": "9223372036854775807"}', 'integer past ±2^53 (typed plainly it is tagged for you)'],
  ['{"$float": "1.0"}', 'float without a fraction, or NaN, Infinity, -Infinity (1.0 is tagged for you)'],
  ['{"$bytes": "AAE="}', 'bytes, in base64'],
  ['{"$geoJson": "{\\"type\\": …}"}', 'GeoJSON, its exact text'],
  ['{"$hll": "…"}', 'HyperLogLog sketch, in base64'],
  [
    '{"$map": [[1, "a"]], "$order": "KEY_ORDERED"}',
    'map with an order, or with keys that are not plain strings',
  ],
];

/** Explains, on demand, how types that JSON lacks are written. */
export function ValueTagHelp() {
  const [opened, { toggle }] = useDisclosure(false);
  return (
    <div>
      <UnstyledButton fz="sm" c="var(--mantine-color-anchor)" aria-expanded={opened} onClick={toggle}>
        How types that JSON lacks are written
      </UnstyledButton>
      <Collapse in={opened}>
        <Table withRowBorders={false} fz="xs">
          <Table.Tbody>
            {TAGS.map(([example, meaning]) => (
              <Table.Tr key={example}>
                <Table.Td>
                  <Code>{example}</Code>
                </Table.Td>
                <Table.Td>{meaning}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Collapse>
    </div>
  );
}
