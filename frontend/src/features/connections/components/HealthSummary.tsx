import { Group, Stack, Text } from '@mantine/core';
import { fromProblem } from '@/shared/errors/appError';
import { formatMilliseconds } from '@/shared/format/numbers';
import { Ago } from '@/shared/ui/Ago';
import { FieldError } from '@/shared/ui/ErrorState';
import { Known } from '@/shared/ui/Unknown';
import type { HealthSummary_HealthFragment } from './HealthSummary.generated';
import classes from './connections.module.css';

const NOT_SAID = 'Not known until the cluster has answered';

/** What the cluster behind a connection last said of itself, and what is wrong with it. */
export function HealthSummary({ health }: { readonly health: HealthSummary_HealthFragment | null }) {
  return (
    <Stack gap={6}>
      <dl className={classes.facts}>
        <dt>Nodes up</dt>
        <dd>
          <Known value={health?.nodesUp} format={String} reason={NOT_SAID} />
          {' of '}
          <Known value={health?.nodeCount} format={String} reason={NOT_SAID} />
        </dd>
        <dt>Build</dt>
        <dd>
          <Known value={nonEmpty(health?.builds)} format={(builds) => builds.join(', ')} reason={NOT_SAID} />
        </dd>
        <dt>Edition</dt>
        <dd>
          <Known value={health?.edition} format={(edition) => edition} reason={NOT_SAID} />
        </dd>
        <dt>Round trip</dt>
        <dd>
          <Known value={health?.roundTripMs} format={formatMilliseconds} reason={NOT_SAID} />
        </dd>
        <dt>Namespaces</dt>
        <dd>
          <Known
            value={health?.namespaces}
            format={(names) => names.join(', ') || 'none'}
            reason={NOT_SAID}
          />
        </dd>
      </dl>
      {health?.problem && <FieldError error={fromProblem(health.problem)} />}
      {health && (
        <Group gap={4}>
          <Text size="xs" c="dimmed">
            State changed <Ago at={health.since} />
          </Text>
        </Group>
      )}
    </Stack>
  );
}

function nonEmpty(list: readonly string[] | undefined): readonly string[] | null {
  return list === undefined || list.length === 0 ? null : list;
}
