import type { ScaleK8sClusterMutation } from '../mutations.generated';

type Scaled = Omit<ScaleK8sClusterMutation['scaleK8sCluster'], '__typename'>;

/**
 * What a change of a cluster does or, of a dry run, would do; the same of all mutations of a cluster, but that what
 * nodes would hold is asked for where it is shown alone.
 */
export type Change = Omit<Scaled, 'dataPlan'> & Partial<Pick<Scaled, 'dataPlan'>>;

export type ChangePlan = Change['plan'];
export type Refusal = Change['refusals'][number];

/** Where the cluster is that a change is about, and how it is meant. */
export type ChangeMode = {
  readonly dryRun: boolean;
  readonly skipChecks: boolean;
};

/** Whether the checks of this server alone stand against it, which may be left out. */
export function isRefusedByRulesAlone(refusals: readonly Refusal[]): boolean {
  return refusals.length > 0 && refusals.every(({ by }) => by === 'RULES');
}

/** Why a field is refused; null when it is not. */
export function refusalAt(refusals: readonly Refusal[], field: string): string | null {
  const at = refusals.filter((refusal) => refusal.field === field);
  return at.length === 0 ? null : at.map(({ message }) => message).join(' ');
}

/** Whether nothing would be different. */
export function changesNothing({ changes, plan }: Pick<Change, 'changes' | 'plan'>): boolean {
  return changes.length === 0 && plan.steps.length === 0;
}
