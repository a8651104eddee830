import { parseResource, toYaml } from '../../form/document';
import { parsePath } from '../../form/path';
import { get, type Json, remove, type Resource, set } from '../../form/resource';
import type { Verdict_PlanFragment } from '../../form/verdict.generated';
import type { FieldChange } from './useTemplate';

/** What the operator makes rules of its own from: a cluster has no field for it. */
const OF_TEMPLATES_ALONE = ['spec.podSpec.podAntiAffinityLevel', 'spec.rackConfig.maxRacksPerNode'];

/** The cluster as if it said itself what the template would bring it; null when its YAML cannot be read. */
export function asIfItsOwn(yaml: string, impact: readonly FieldChange[]): string | null {
  const parsed = parseResource(yaml);
  if (!parsed.ok) {
    return null;
  }
  const { value: original } = parsed;
  const changed = impact
    .filter(({ path }) => !OF_TEMPLATES_ALONE.includes(path))
    .reduce<Resource>(
      (resource, { path, after }) =>
        after === null || after === undefined
          ? remove(resource, parsePath(path), (at) => get(original, at) !== undefined)
          : set(resource, parsePath(path), after as Json),
      original,
    );
  return toYaml(changed);
}

export type PodsPlan = Pick<Verdict_PlanFragment, 'restartingPods' | 'outdatedPods' | 'steps'>;

/** What a resync means for the pods of a cluster, a sentence each. */
export function podsText(plan: PodsPlan, impact: readonly FieldChange[]): readonly string[] {
  const said: string[] = [];
  const size = impact.find(({ path }) => path === 'spec.size');
  if (typeof size?.before === 'number' && typeof size.after === 'number') {
    said.push(
      size.after > size.before
        ? `${pods(size.after - size.before)} added.`
        : `${pods(size.before - size.after)} removed, all at once.`,
    );
  }
  if (plan.restartingPods.length > 0) {
    const how = plan.steps.some(({ effect }) => effect === 'ROLLING_RESTART')
      ? 'replaced, one batch after the other, without waiting for the one before to be ready'
      : 'restarted, unless all of it can be set on running nodes';
    said.push(`${pods(plan.restartingPods.length)} ${how}: ${plan.restartingPods.join(', ')}.`);
  }
  const waits = impact.some(({ path }) => OF_TEMPLATES_ALONE.includes(path));
  if (plan.restartingPods.length === 0 && (plan.outdatedPods.length > 0 || waits)) {
    said.push('No pod restarts: those there are keep what they have until somebody restarts them.');
  }
  return said.length > 0 ? said : ['No pod restarts.'];
}

function pods(count: number): string {
  return count === 1 ? '1 pod is' : `${String(count)} pods are`;
}
