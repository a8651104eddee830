// @vitest-environment node
import { describe, expect, it } from 'vitest';
import type { Permission } from '../../model/rights';
import { actionsFor, whyNot } from './actions';
import { draftOf, parseAutoscaler } from './autoscaler';
import { isRefusedByRulesAlone, refusalAt, type Refusal } from './change';
import { nameProblem } from './names';

const right = (verb: string, resource: string, allowed: boolean): Permission => ({ verb, resource, allowed });

describe('what can be done to a cluster', () => {
  it('is not allowed for the right that is missing, and allowed while nobody knows', () => {
    const permissions = [
      right('patch', 'aerospikeclusters', true),
      right('patch', 'aerospikeclusters/status', false),
      right('delete', 'aerospikeclusters.acko.io', false),
    ];
    expect(whyNot('scale', permissions)).toBeNull();
    expect(whyNot('reset-breaker', permissions)).toContain('patch aerospikeclusters/status');
    expect(whyNot('delete', permissions)).toContain('delete aerospikeclusters');
    expect(whyNot('delete', null)).toBeNull();
  });

  it('follows from its state', () => {
    const running = actionsFor({ paused: false, reconciliation: { breakerOpen: false } });
    expect(running).toContain('pause');
    expect(running).not.toContain('resume');
    expect(running).not.toContain('reset-breaker');
    const stuck = actionsFor({ paused: true, reconciliation: { breakerOpen: true } });
    expect(stuck).toContain('resume');
    expect(stuck).toContain('reset-breaker');
  });
});

describe('a refusal', () => {
  const refusals: Refusal[] = [
    { __typename: 'K8sRefusal', by: 'RULES', field: 'spec.size', message: 'too many' },
    { __typename: 'K8sRefusal', by: 'WEBHOOK', field: null, message: 'no' },
  ];
  it('is found at its field', () => {
    expect(refusalAt(refusals, 'spec.size')).toBe('too many');
    expect(refusalAt(refusals, 'spec.image')).toBeNull();
  });
  it('can be passed over when it is of this server alone', () => {
    expect(isRefusedByRulesAlone(refusals)).toBe(false);
    expect(isRefusedByRulesAlone(refusals.slice(0, 1))).toBe(true);
    expect(isRefusedByRulesAlone([])).toBe(false);
  });
});

describe('an autoscaler', () => {
  it('begins with the present size', () => {
    expect(parseAutoscaler(draftOf(null, 3)).value).toEqual({
      minReplicas: 3,
      maxReplicas: 8,
      cpuTargetPercent: 70,
      memoryTargetPercent: null,
    });
  });

  it.each([
    [{ min: 0, max: 8, cpu: 50, memory: '' }, 'min'],
    [{ min: 5, max: 4, cpu: 50, memory: '' }, 'max'],
    [{ min: 1, max: 9, cpu: 50, memory: '' }, 'max'],
    [{ min: 1, max: 2, cpu: 101, memory: '' }, 'cpu'],
    [{ min: 1, max: 2, cpu: '', memory: 0 }, 'memory'],
    [{ min: 1, max: 2, cpu: '', memory: '' }, 'cpu'],
  ] as const)('is refused: %o', (draft, field) => {
    const parsed = parseAutoscaler(draft);
    expect(parsed.value).toBeNull();
    expect(Object.keys(parsed.problems)).toEqual([field]);
  });
});

it.each([
  ['main', true],
  ['a', true],
  ['', false],
  ['Main', false],
  ['-a', false],
  ['a'.repeat(64), false],
])('%s can be a name: %s', (name, valid) => {
  expect(nameProblem(name) === null).toBe(valid);
});
