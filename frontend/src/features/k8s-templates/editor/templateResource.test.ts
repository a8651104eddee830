import { describe, expect, it } from 'vitest';
import { copyOf, mergePatch, partsOf, patched, rebased } from './templateResource';

const BASE = {
  metadata: { name: 'gold', labels: { tier: 'gold' } },
  spec: {
    image: 'aerospike:ce-8.1.1.1',
    resources: { limits: { cpu: '1', memory: '2Gi' } },
    scheduling: { tolerations: [{ key: 'a' }] },
  },
};

describe('a change of a template', () => {
  it('is told as the smallest patch, which makes the one of the other', () => {
    const after = {
      ...BASE,
      spec: { image: 'aerospike:ce-8.1.2.0', resources: { limits: { cpu: '1' } }, size: 3 },
    };
    const patch = mergePatch(BASE, after);
    expect(patch).toEqual({
      spec: {
        image: 'aerospike:ce-8.1.2.0',
        resources: { limits: { memory: null } },
        scheduling: null,
        size: 3,
      },
    });
    expect(patched(BASE, patch)).toEqual(after);
    expect(mergePatch(BASE, BASE)).toEqual({});
  });

  it('is made to what somebody else has made of it meanwhile', () => {
    const mine = { ...BASE, spec: { ...BASE.spec, size: 3 } };
    const theirs = { ...BASE, spec: { image: 'aerospike:ce-8.1.2.0' } };
    expect(rebased(BASE, mine, theirs)).toEqual({
      ...BASE,
      spec: { image: 'aerospike:ce-8.1.2.0', size: 3 },
    });
  });
});

describe('a copy of a template', () => {
  it('says the same under no name yet', () => {
    const copy = copyOf({ ...BASE, status: { usedBy: ['prod/main'] } });
    expect(partsOf(copy)).toEqual({
      name: '',
      labels: { tier: 'gold' },
      annotations: {},
      spec: BASE.spec,
    });
    expect(copy.status).toBeUndefined();
  });
});
