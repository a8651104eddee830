import { describe, expect, it } from 'vitest';
import { plainSpec } from './plainSpec';
import { isOver, resyncStage } from './resync';
import { asIfItsOwn, podsText } from './resyncPlan';
import { specSections } from './specSections';
import type { TemplateUse } from './useTemplate';

const USE: TemplateUse = {
  __typename: 'K8sTemplateUse',
  clusterId: 'east/prod/main',
  namespace: 'prod',
  name: 'main',
  phase: 'Completed',
  refers: true,
  stated: true,
  inSync: false,
  obstacle: null,
  snapshot: null,
};

const change = (path: string, before: unknown, after: unknown) =>
  ({ __typename: 'K8sFieldChange', path, before, after }) as const;

describe('what a template says', () => {
  it('is told in parts, and what it leaves open is named', () => {
    const spec = plainSpec({
      __typename: 'AerospikeClusterTemplateSpec',
      image: 'aerospike:ce-8.1.2.0',
      size: null,
      scheduling: { __typename: 'K8sTemplateScheduling', tolerations: [{ key: 'a', operator: 'Exists' }] },
      aerospikeConfig: { service: { 'proto-fd-max': 20000 }, network: null },
    });
    const { said, silent } = specSections(spec);
    expect(
      said.map(({ title, facts }) => [title, ...facts.map(({ name, text }) => `${name}: ${text}`)]),
    ).toEqual([
      ['Server', 'Image: aerospike:ce-8.1.2.0'],
      ['Scheduling', 'Tolerations: key=a, operator=Exists'],
      ['Configuration of Aerospike', 'proto-fd-max (service): 20000'],
    ]);
    expect(silent).toEqual(['CPU and memory', 'Storage', 'Addresses told', 'Monitoring']);
  });
});

describe('a resync', () => {
  it('waits for the operator, then for what follows, then is over', () => {
    const asked = { problem: null };
    expect(resyncStage(USE, asked)).toEqual({ kind: 'waiting' });
    const copied = { ...USE, inSync: true, phase: 'RollingRestart' };
    expect(resyncStage(copied, asked)).toEqual({ kind: 'changing', phase: 'RollingRestart' });
    const done = resyncStage({ ...copied, phase: 'Completed' }, asked);
    expect(done).toEqual({ kind: 'done' });
    expect(isOver(done)).toBe(true);
    expect(resyncStage(USE, { problem: 'It is paused.' })).toEqual({
      kind: 'refused',
      reason: 'It is paused.',
    });
  });

  it('is planned as if the cluster said itself what the template would bring it', () => {
    const yaml = 'spec:\n  monitoring:\n    port: 9145\n  templateRef:\n    name: gold\n';
    const impact = [
      change('spec.image', 'a:1', 'a:2'),
      change('spec.podSpec.podAntiAffinityLevel', null, 'required'),
      change('spec.monitoring.port', 9145, null),
    ];
    expect(asIfItsOwn(yaml, impact)).toBe(
      'spec:\n  monitoring: {}\n  templateRef:\n    name: gold\n  image: a:2\n',
    );
    expect(asIfItsOwn('{', impact)).toBeNull();
  });

  it('says what it means for the pods', () => {
    const step = (effect: 'WARM_RESTART' | 'ROLLING_RESTART') => ({
      __typename: 'K8sPlanStep' as const,
      effect,
      fields: [],
    });
    const pods = ['c-0-0', 'c-0-1'];
    expect(podsText({ steps: [], restartingPods: [], outdatedPods: [] }, [])).toEqual(['No pod restarts.']);
    expect(
      podsText({ steps: [], restartingPods: [], outdatedPods: pods }, [change('spec.image', 'a:1', 'a:2')]),
    ).toEqual(['No pod restarts: those there are keep what they have until somebody restarts them.']);
    expect(
      podsText({ steps: [step('WARM_RESTART')], restartingPods: pods, outdatedPods: [] }, [
        change('spec.size', 2, 3),
      ]),
    ).toEqual([
      '1 pod is added.',
      '2 pods are restarted, unless all of it can be set on running nodes: c-0-0, c-0-1.',
    ]);
    expect(
      podsText({ steps: [step('ROLLING_RESTART')], restartingPods: ['c-0-0'], outdatedPods: [] }, []),
    ).toEqual([
      '1 pod is replaced, one batch after the other, without waiting for the one before to be ready: c-0-0.',
    ]);
  });
});
