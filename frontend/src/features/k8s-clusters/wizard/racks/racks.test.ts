import { describe, expect, it } from 'vitest';
import { podsOfRacks, withZones, zonesOf, zonesWithout } from './racks';

describe('racks of a cluster', () => {
  it('start from the zones of the nodes, each once', () => {
    const zones = zonesOf([{ zone: 'b' }, { zone: 'a' }, { zone: 'b' }, { zone: null }, {}]);
    expect(zones).toEqual(['a', 'b']);
    expect(withZones(undefined, zones)).toEqual([
      { id: 1, zone: 'a' },
      { id: 2, zone: 'b' },
    ]);
  });

  it('stay as they are when zones without one get theirs', () => {
    const racks = [{ id: 2, zone: 'a', revision: 'v1' }];
    const without = zonesWithout(racks, ['a', 'b', 'c']);
    expect(without).toEqual(['b', 'c']);
    expect(withZones(racks, without)).toEqual([...racks, { id: 1, zone: 'b' }, { id: 3, zone: 'c' }]);
  });

  it('have pods evenly', () => {
    expect(podsOfRacks(5, 3)).toEqual([2, 2, 1]);
    expect(podsOfRacks(1, 2)).toEqual([1, 0]);
  });
});
