import type { MantineColor } from '@mantine/core';
import type { K8sEffect, K8sJudge, K8sKeeperKind } from '@/gql/schema';
import type { ChangePlan } from './change';

type EffectWords = {
  readonly title: string;
  readonly about: string;
  readonly color: MantineColor;
};

export const EFFECTS: Readonly<Record<K8sEffect, EffectWords>> = {
  ACCESS_CONTROL: {
    title: 'Users and roles',
    about: 'The operator brings them to the nodes. No pod restarts.',
    color: 'blue',
  },
  DYNAMIC_CONFIGURATION: {
    title: 'Configuration of running nodes',
    about: 'The nodes take it as they run. No pod restarts.',
    color: 'blue',
  },
  NOT_UNTIL_RESTART: {
    title: 'Nothing yet',
    about: 'Pods keep what they have until somebody restarts them.',
    color: 'yellow',
  },
  OBJECTS: {
    title: 'Objects beside the pods',
    about: 'Services, budgets or policies change.',
    color: 'blue',
  },
  OPERATION: {
    title: 'Restart',
    about: 'The operator restarts the pods that are named, some at a time.',
    color: 'orange',
  },
  PAUSE: {
    title: 'Pause',
    about: 'The operator leaves the cluster alone, or goes on with it.',
    color: 'yellow',
  },
  RACKS: { title: 'Racks', about: 'The pods are spread over other racks.', color: 'orange' },
  ROLLING_RESTART: {
    title: 'Pods are replaced',
    about:
      'One batch after the other. The operator does not wait for the one before to be ready: all may be down at once.',
    color: 'red',
  },
  SCALE_DOWN: {
    title: 'Pods are removed',
    about: 'All at once, as soon as no data is on the move.',
    color: 'orange',
  },
  SCALE_UP: { title: 'Pods are added', about: 'Data then moves to the new nodes.', color: 'blue' },
  SETTINGS: { title: 'Settings', about: 'The operator heeds them later; no object changes.', color: 'gray' },
  UNKNOWN: { title: 'Up to the operator', about: 'What it does is not known before.', color: 'yellow' },
  WARM_RESTART: {
    title: 'Servers restart in their pods',
    about: 'One batch after the other; what is in the memory of the pod is kept.',
    color: 'orange',
  },
};

type Obstacle = ChangePlan['obstacles'][number];

/** What stands in the way of a change, or goes with it. */
export function obstacleText({ kind, autoscaler, autoscaledSize }: Obstacle): string {
  switch (kind) {
    case 'AUTOSCALER':
      return `The autoscaler ${autoscaler ?? ''} sets the size${
        typeof autoscaledSize === 'number'
          ? `: it will set it to ${String(autoscaledSize)} at once`
          : ' by its metrics, and may set it back'
      }.`;
    case 'BREAKER_OPEN':
      return 'The operator has given up on this cluster: nothing happens until its circuit breaker is reset.';
    case 'CLAIMS_ARE_FIXED':
      return 'The volumes of the pods there are keep their size and class.';
    case 'MIGRATING':
      return 'Records are on the move: pods are removed once they have arrived.';
    case 'OPERATION_RUNS':
      return 'A restart that was asked for is still under way, and is finished first.';
    case 'PAUSED':
      return 'The cluster is paused: nothing happens until it is resumed.';
    case 'RACK_GOES_AT_ONCE':
      return 'The pods of the rack that goes are removed at once, without waiting for their records to be copied.';
    default:
      return kind satisfies never;
  }
}

export const JUDGES: Readonly<Record<K8sJudge, string>> = {
  KUBERNETES: 'Kubernetes',
  RULES: 'this server',
  WEBHOOK: 'the operator',
};

export const KEEPERS: Readonly<Record<K8sKeeperKind, string>> = {
  ARGO_CD: 'Argo CD',
  FLUX: 'Flux',
  HELM: 'Helm',
};
