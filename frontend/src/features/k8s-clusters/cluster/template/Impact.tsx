import { Box, Skeleton, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import { FieldChanges } from './FieldChanges';
import { RestartPlan } from './RestartPlan';
import { clusterKey } from './syncWords';
import type { Impacts } from './useImpact';
import type { TemplateUse } from './useTemplate';

type Props = {
  readonly context: string | null | undefined;
  readonly use: Pick<TemplateUse, 'clusterId' | 'namespace' | 'name'>;
  readonly impacts: Impacts;
};

/** What a resync would change in a cluster, and what follows for its pods. */
export function Impact({ context, use, impacts }: Props) {
  const { namespace, name } = use;
  const [error] = impacts.errors;
  if (error !== undefined) {
    return <FieldError error={error} />;
  }
  if (impacts.of === null) {
    return <Skeleton height={60} mt="xs" aria-label="Loading: what a resync would change" />;
  }
  const impact = impacts.of.get(use.clusterId)?.impact;
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
      <RestartPlan at={{ context, namespace, name }} impact={impact} />
      <FieldChanges label={`What changes in ${clusterKey(use)}`} changes={impact} />
    </Box>
  );
}
