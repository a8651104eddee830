import { Code, Group, Loader, Text } from '@mantine/core';
import type { ListedModule } from '../feeds/useModules';
import { nodesWithout } from '../model/moduleWords';

/** Says for which nodes a put is waiting, as the nodes tell of it. */
export function Waiting({ module }: { readonly module: ListedModule | null }) {
  const without = module === null ? [] : nodesWithout(module);
  return (
    <Group gap="xs" role="status">
      <Loader size="xs" aria-hidden="true" />
      <Text size="sm">
        Sent. Waiting until every node has it
        {without.length > 0 && (
          <>
            ; not yet: <Code>{without.join(', ')}</Code>
          </>
        )}
        …
      </Text>
    </Group>
  );
}
