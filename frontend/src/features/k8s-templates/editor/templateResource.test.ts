import { describe, expect, it } from 'vitest';
import { blankTemplate, copyOf } from './templateResource';

describe('a copy of a template', () => {
  it('says the same under no name yet', () => {
    const labels = { tier: 'gold' };
    const spec = { image: 'aerospike:ce-8.1.1.1' };
    const metadata = { name: 'gold', labels, annotations: { 'argocd.argoproj.io/instance': 'shop' } };
    expect(copyOf({ ...blankTemplate(), metadata, spec, status: { usedBy: ['prod/main'] } })).toEqual({
      ...blankTemplate(),
      metadata: { name: '', labels },
      spec,
    });
  });
});
