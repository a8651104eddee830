import { describe, expect, it } from 'vitest';
import { plainSpec } from './plainSpec';
import { isOver, resyncStage } from './resync';
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
  resync: 'ASKED',
  snapshot: null,
};

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
    const copied = { ...USE, resync: 'APPLYING', phase: 'RollingRestart' } as const;
    expect(resyncStage(copied, asked)).toEqual({ kind: 'changing', phase: 'RollingRestart' });
    const done = resyncStage({ ...copied, resync: 'DONE' }, asked);
    expect(done).toEqual({ kind: 'done' });
    expect(isOver(done)).toBe(true);
    const held = resyncStage({ ...USE, resync: 'HELD', obstacle: 'PAUSED' }, asked);
    expect(held).toMatchObject({ kind: 'held', reason: expect.stringContaining('paused') as string });
    expect(isOver(held)).toBe(true);
    expect(resyncStage(USE, { problem: 'It is paused.' })).toEqual({
      kind: 'refused',
      reason: 'It is paused.',
    });
  });
});
