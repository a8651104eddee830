import { Box, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { FieldChanges } from './FieldChanges';
import { clusterKey } from './syncWords';
import type { TemplateUse } from './useTemplate';

type Props = {
  readonly context: string | null | undefined;
  readonly use: Pick<TemplateUse, 'namespace' | 'name' | 'impact'>;
};

/** What a resync would change in a cluster, and what follows for its pods. */
export function Impact({ context, use }: Props) {
  const { impact, namespace, name } = use;
  if (!isKnown(impact)) {
    return (
      <Text size="sm" c="dimmed" mt="xs">
        What it would change is not known.
      </Text>
    );
  }
  if (impact.length === 0) {
    return (
      <Text size="sm" mt="xs">
        Nothing of what it is asked to be changes: its own fields and overrides go before the template.
      </Text>
    );
  }
  return (
    <Box mt="xs">
      <FieldChanges label={`What changes in ${clusterKey(use)}`} changes={impact} />
    </Box>
  );
}
