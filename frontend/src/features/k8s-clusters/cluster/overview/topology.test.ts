// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { type Pod, zonesOf } from './topology';

function pod(name: string, rack: number, zone: string | null): Pod {
  return { __typename: 'K8sPod', name, rack, zone, state: null, status: null, node: null };
}

const shape = (zones: ReturnType<typeof zonesOf>) =>
  zones.map(({ name, racks }) => [name, ...racks.map(({ id, pods, missing }) => [id, pods.length, missing])]);

describe('the picture of the racks', () => {
  it('has a column for each zone, with its racks in order, and those of no zone last', () => {
    const pods = [pod('c-2-0', 2, 'b'), pod('c-1-1', 1, null), pod('c-1-0', 1, 'a'), pod('c-3-0', 3, 'a')];
    const racks = [1, 2, 3].map((id) => ({ id, total: 1, wanted: 1 }));
    expect(shape(zonesOf(pods, racks))).toEqual([
      ['a', [1, 1, 0], [3, 1, 0]],
      ['b', [2, 1, 0]],
      [null, [1, 1, 0]],
    ]);
  });

  it('shows what is missing where its rack is to be, also of a rack without a pod', () => {
    const racks = [
      { id: 1, total: 1, wanted: 2 },
      { id: 2, total: 0, wanted: 2, spec: { zone: 'b' } },
    ];
    expect(shape(zonesOf([pod('c-1-0', 1, 'a')], racks))).toEqual([
      ['a', [1, 1, 1]],
      ['b', [2, 0, 2]],
    ]);
  });
});
