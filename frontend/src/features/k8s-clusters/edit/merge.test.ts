import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../form/resource';
import { merge, type Side } from './merge';

const racks = (...racks: readonly JsonObject[]) => ({ spec: { rackConfig: { racks } } });

describe('two changes of a resource', () => {
  it('go together where they touch different fields', () => {
    const seen = { spec: { size: 3, image: 'a', podSpec: { dnsPolicy: 'Default' } } };
    const theirs = { spec: { size: 3, image: 'b', podSpec: { dnsPolicy: 'Default' } } };
    const mine = { spec: { size: 5, image: 'a' }, metadata: { labels: { 'acko.io/a': '1' } } };
    expect(merge(seen, theirs, mine)).toEqual({
      value: { spec: { size: 5, image: 'b' }, metadata: { labels: { 'acko.io/a': '1' } } },
      clashes: [],
    });
  });

  it('go together in lists whose items have names', () => {
    const seen = racks({ id: 1, zone: 'a' }, { id: 2, zone: 'b' });
    const theirs = racks({ id: 1, zone: 'a' }, { id: 2, zone: 'x' }, { id: 3 });
    const mine = racks({ id: 2, zone: 'b', revision: 'v2' });
    expect(merge(seen, theirs, mine)).toEqual({
      value: racks({ id: 2, zone: 'x', revision: 'v2' }, { id: 3 }),
      clashes: [],
    });
  });

  it('clash where both changed the same field, and whoever is chosen counts', () => {
    const seen = { spec: { size: 3, tolerations: [{ key: 'a' }] }, metadata: { annotations: {} } };
    const theirs = {
      spec: { size: 4, tolerations: [{ key: 'a' }, { key: 'b' }] },
      metadata: { annotations: { 'acko.io/x': '1' } },
    };
    const mine = { spec: { tolerations: [{ key: 'c' }] }, metadata: { annotations: { 'acko.io/x': '2' } } };
    const clashes = [
      {
        path: 'spec.tolerations',
        seen: [{ key: 'a' }],
        theirs: [{ key: 'a' }, { key: 'b' }],
        mine: [{ key: 'c' }],
      },
      { path: 'spec.size', seen: 3, theirs: 4, mine: undefined },
      { path: 'metadata.annotations[acko.io/x]', seen: undefined, theirs: '1', mine: '2' },
    ];
    expect(merge(seen, theirs, mine)).toEqual({ value: mine, clashes });
    const sides = new Map<string, Side>(clashes.map(({ path }) => [path, 'theirs']));
    expect(merge(seen, theirs, mine, sides)).toEqual({ value: theirs, clashes });
  });

  it('clash where one changed what the other took away', () => {
    const seen = racks({ id: 1, zone: 'a' }, { id: 2, zone: 'b' });
    const theirs = racks({ id: 1, zone: 'a' }, { id: 2, zone: 'x' });
    const mine = racks({ id: 1, zone: 'a' });
    const path = 'spec.rackConfig.racks[id=2]';
    expect(merge(seen, theirs, mine)).toEqual({
      value: mine,
      clashes: [{ path, seen: { id: 2, zone: 'b' }, theirs: { id: 2, zone: 'x' }, mine: undefined }],
    });
    expect(merge(seen, theirs, mine, new Map([[path, 'theirs']])).value).toEqual(theirs);
  });
});
