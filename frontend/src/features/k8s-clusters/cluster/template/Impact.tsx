import { Box, Skeleton, Text } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import { FieldError } from '@/shared/ui/ErrorState';
import { FieldChanges, PlanView } from '../../actions';
import { clusterKey } from './syncWords';
import type { Impacts } from './useImpact';
import type { TemplateUse } from './useTemplate';

type Props = {
  readonly use: Pick<TemplateUse, 'clusterId' | 'namespace' | 'name'>;
  readonly impacts: Impacts;
};

/** What a resync would change in a cluster, and what follows for its pods. */
export function Impact({ use, impacts }: Props) {
  const [error] = impacts.errors;
  if (error !== undefined) {
    return <FieldError error={error} />;
  }
  if (impacts.of === null) {
    return <Skeleton height={60} mt="xs" role="status" aria-label="Loading: what a resync would change" />;
  }
  const { impact, plan } = impacts.of.get(use.clusterId) ?? {};
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
  const label = `What changes in ${clusterKey(use)}`;
  return (
    <Box mt="xs">
      {isKnown(plan) ? (
        <PlanView change={{ plan, changes: impact }} label={label} />
      ) : (
        <>
          <Text size="sm" c="dimmed">
            What it means for the pods is not known.
          </Text>
          <FieldChanges changes={impact} label={label} />
        </>
      )}
    </Box>
  );
}
