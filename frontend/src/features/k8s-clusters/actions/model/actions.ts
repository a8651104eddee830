import { AUTOSCALERS, CLUSTERS, type Permission, refusalOf } from '../../model/rights';

/** What can be done to a cluster, each behind a dialog of its own. */
export const ACTIONS = [
  'scale',
  'autoscale',
  'restart',
  'pause',
  'resume',
  'reconcile',
  'reset-breaker',
  'block-nodes',
  'clone',
  'export',
  'delete',
] as const;
export type Action = (typeof ACTIONS)[number];

type Needed = { readonly resource: string; readonly verb: string };

const PATCH: readonly Needed[] = [{ resource: CLUSTERS, verb: 'patch' }];

/** The rights in Kubernetes that an action needs. */
const NEEDS: Readonly<Record<Action, readonly Needed[]>> = {
  scale: PATCH,
  autoscale: [
    { resource: AUTOSCALERS, verb: 'create' },
    { resource: AUTOSCALERS, verb: 'patch' },
  ],
  restart: PATCH,
  pause: PATCH,
  resume: PATCH,
  reconcile: PATCH,
  'reset-breaker': [...PATCH, { resource: `${CLUSTERS}/status`, verb: 'patch' }],
  'block-nodes': PATCH,
  clone: [{ resource: CLUSTERS, verb: 'create' }],
  export: [],
  delete: [{ resource: CLUSTERS, verb: 'delete' }],
};

/** Why an action is not allowed, in words; null when it is, or when nobody can tell. */
export function whyNot(action: Action, permissions: readonly Permission[] | null): string | null {
  const lacking = NEEDS[action].map(({ verb, resource }) => refusalOf(permissions, verb, resource));
  return lacking.find((reason) => reason !== null) ?? null;
}

/** Actions that make sense for a cluster as it is, in the order of the menu. */
export function actionsFor(cluster: {
  readonly paused: boolean;
  readonly reconciliation: { readonly breakerOpen: boolean };
}): readonly Action[] {
  return ACTIONS.filter((action) => {
    switch (action) {
      case 'pause':
        return !cluster.paused;
      case 'resume':
        return cluster.paused;
      case 'reset-breaker':
        return cluster.reconciliation.breakerOpen;
      default:
        return true;
    }
  });
}
