import { List, Text } from '@mantine/core';
import type { K8sObstacleKind } from '@/gql/schema';
import type { ClusterPlan_PlanFragment } from './plan.generated';

type Obstacle = ClusterPlan_PlanFragment['obstacles'][number];

const OBSTACLES: Readonly<Record<K8sObstacleKind, string>> = {
  AUTOSCALER: 'An autoscaler sets the size.',
  BREAKER_OPEN: 'The operator has given up: nothing happens until the circuit breaker is reset.',
  CLAIMS_ARE_FIXED: 'The claims of existing pods keep their size and class.',
  MIGRATING: 'Records are on the move.',
  OPERATION_RUNS: 'Another operation runs, and is finished first.',
  PAUSED: 'The cluster is paused: nothing happens until it is resumed.',
  RACK_GOES_AT_ONCE: 'The pods of a rack that goes are removed at once.',
};

/** What will happen to pods, and what stands in the way. */
export function PlanNotes({ plan }: { readonly plan: ClusterPlan_PlanFragment }) {
  return (
    <>
      {plan.restartingPods.length > 0 && (
        <Text size="sm">
          {`Restart, one batch after the other: `}
          <b>{plan.restartingPods.join(', ')}</b>
        </Text>
      )}
      {plan.outdatedPods.length > 0 && (
        <Text size="sm">{`Keep what they have until they are restarted: ${plan.outdatedPods.join(', ')}`}</Text>
      )}
      {plan.obstacles.length > 0 && (
        <List size="sm">
          {plan.obstacles.map((obstacle) => (
            <List.Item key={`${obstacle.kind} ${obstacle.autoscaler ?? ''}`}>{wordsOf(obstacle)}</List.Item>
          ))}
        </List>
      )}
    </>
  );
}

function wordsOf({ kind, autoscaler }: Obstacle): string {
  return autoscaler === null || autoscaler === undefined
    ? OBSTACLES[kind]
    : `${OBSTACLES[kind]} (${autoscaler})`;
}
