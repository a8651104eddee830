// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { parsePath } from '../form/path';
import { type Json, type Resource, set } from '../form/resource';
import { blankCluster, clusterOfTemplate, DATA_VOLUME, inFile } from '../wizard/blank';
import { formatStart, parseStart } from '../wizard/start';
import { STEPS, stepOf } from '../wizard/steps';
import { adviceOn } from './advice';
import { madeOf } from './made';
import { templateRows } from './templateDiff';

const BLANK = set(blankCluster('prod', 'aerospike:ce-8.1.2.0'), ['metadata', 'name'], 'shop');

function having(resource: Resource, values: Readonly<Record<string, Json>>): Resource {
  return Object.entries(values).reduce((made, [at, value]) => set(made, parsePath(at), value), resource);
}

describe('advice', () => {
  const NAMESPACE = 'spec.aerospikeConfig.namespaces[0].storage-engine';
  const fields = (resource: Resource, nodes: number | null = 6) =>
    adviceOn(resource, { nodes }).map(({ field }) => field);

  it('is silent about what a new cluster begins with', () => {
    expect(fields(BLANK)).toEqual([]);
  });

  it('warns of less memory than the records need', () => {
    const tight = having(BLANK, { [`${NAMESPACE}.data-size`]: 3 * 1024 ** 3 });
    expect(fields(tight)).toEqual(['spec.podSpec.aerospikeContainer.resources.requests.memory']);
    expect(adviceOn(tight, { nodes: 6 })[0]?.message).toContain('less than about 3.9 GiB');
    const tighter = having(BLANK, { [`${NAMESPACE}.data-size`]: 4 * 1024 ** 3 });
    expect(fields(tighter)).toContain('spec.podSpec.aerospikeContainer.resources.limits.memory');
  });

  it('warns of a file that no persistent volume holds', () => {
    const bare = having(BLANK, { [NAMESPACE]: inFile('test') });
    expect(fields(bare)).toEqual([`${NAMESPACE}.file`]);
    expect(fields(having(bare, { 'spec.storage.volumes[1]': DATA_VOLUME }))).toEqual([]);
  });

  it('warns of more pods than Kubernetes nodes where each needs its own, and of empty racks', () => {
    const apart = having(BLANK, { 'spec.podSpec.multiPodPerHost': false });
    expect(fields(apart, 2)).toEqual(['spec.size']);
    expect(fields(apart, null)).toEqual([]);
    expect(
      fields(having(BLANK, { 'spec.rackConfig.racks': [{ id: 1 }, { id: 2 }, { id: 3 }, { id: 4 }] })),
    ).toEqual(['spec.rackConfig.racks']);
  });
});

describe('what will be made', () => {
  it('spreads pods over racks and gives each its volumes', () => {
    const racked = having(BLANK, {
      'spec.size': 4,
      'spec.rackConfig.racks': [{ id: 1 }, { id: 2 }, { id: 3 }],
      'spec.storage.volumes[1]': DATA_VOLUME,
      'spec.monitoring.enabled': true,
      'spec.disablePDB': true,
    });
    const made = madeOf(racked);
    const names = (kind: string) => made.find((each) => each.kind === kind)?.names;
    expect(names('Pod')).toEqual(['shop-1-0', 'shop-1-1', 'shop-2-0', 'shop-3-0']);
    expect(names('PersistentVolumeClaim')).toEqual([
      'data-shop-1-0',
      'data-shop-1-1',
      'data-shop-2-0',
      'data-shop-3-0',
    ]);
    expect(names('PodDisruptionBudget')).toBeUndefined();
    expect(made.filter(({ kind }) => kind === 'Service').map((each) => each.names)).toEqual([
      ['shop'],
      ['shop-metrics'],
    ]);
  });
});

describe('a cluster beside its template', () => {
  it('tells what is taken and what the cluster says itself', () => {
    const template: Resource = {
      spec: {
        description: 'small',
        image: 'aerospike:ce-8.1.1.1',
        size: 1,
        resources: { requests: { cpu: '100m' } },
        aerospikeConfig: {
          namespaceDefaults: { 'replication-factor': 1 },
          service: { 'proto-fd-max': 1024 },
        },
      },
    };
    const cluster = having(clusterOfTemplate('prod', 'small'), {
      'spec.image': 'aerospike:ce-8.1.1.1',
      'spec.overrides.size': 2,
      'spec.aerospikeConfig.service.proto-fd-max': 15000,
    });
    expect(templateRows(template, cluster).map(({ field, outcome }) => [field, outcome])).toEqual([
      ['image', 'same'],
      ['size', 'replaced'],
      ['resources.requests.cpu', 'taken'],
      ['aerospikeConfig.namespaceDefaults.replication-factor', 'taken'],
      ['aerospikeConfig.service.proto-fd-max', 'replaced'],
    ]);
  });
});

describe('the steps', () => {
  it('claim each field once, the narrowest claim first', () => {
    expect(STEPS).toHaveLength(9);
    expect(stepOf('spec.aerospikeConfig.namespaces[0].name')?.label).toBe('Namespace & Storage');
    expect(stepOf('spec.podSpec.aerospikeContainer.resources.limits.memory')?.label).toBe('Resources');
    expect(stepOf('spec.rackConfig.racks[0].id')?.label).toBe('Rack Config');
    expect(stepOf('status')).toBeUndefined();
  });

  it('begin with what an address says', () => {
    for (const from of ['scratch', 'yaml', 'template:small', 'clone:prod/shop']) {
      const start = parseStart(from);
      expect(start === null ? null : formatStart(start)).toBe(from);
    }
    expect(['', 'clone:prod', 'template:', 'other'].map(parseStart)).toEqual([null, null, null, null]);
  });
});
