import { describe, expect, it } from 'vitest';
import { anEntry } from './fixtures';
import { applyItem, listedEntries, reasonOf, sortEntries } from './entries';
import { overviewSearch, readOverviewView } from './urls';

const ids = (entries: readonly { readonly connectionId: string }[]) =>
  entries.map(({ connectionId }) => connectionId);

function item(change: Partial<Parameters<typeof applyItem>[1]>): Parameters<typeof applyItem>[1] {
  return {
    __typename: 'OverviewChanged',
    at: '2026-01-01T00:00:00Z',
    kind: 'CHANGE',
    lagged: false,
    version: '1',
    problem: null,
    order: [],
    removedIds: [],
    entries: [],
    ...change,
  };
}

describe('the overview', () => {
  it('replaces what changed, drops what was removed, and keeps the order people gave', () => {
    const first = applyItem(
      null,
      item({
        kind: 'SNAPSHOT',
        order: ['a', 'b', 'c'],
        entries: ['c', 'b', 'a'].map((connectionId) => anEntry({ connectionId })),
      }),
    );
    expect(ids(first)).toEqual(['a', 'b', 'c']);
    const next = applyItem(
      first,
      item({
        order: ['c', 'a', 'new'],
        removedIds: ['b'],
        entries: [anEntry({ connectionId: 'a', health: 'DOWN' })],
      }),
    );
    expect(ids(next)).toEqual(['c', 'a']);
    expect(next[1]?.health).toBe('DOWN');
  });

  it('sorts by numbers of any size, with what is unknown last either way', () => {
    const entries = [
      anEntry({ connectionId: 'nine', objects: '9' }),
      anEntry({ connectionId: 'unknown', objects: null }),
      anEntry({ connectionId: 'huge', objects: '9007199254740993' }),
    ];
    expect(ids(sortEntries(entries, { column: 'objects', descending: true }))).toEqual([
      'huge',
      'nine',
      'unknown',
    ]);
    expect(ids(sortEntries(entries, { column: 'objects', descending: false }))).toEqual([
      'nine',
      'huge',
      'unknown',
    ]);
    expect(ids(sortEntries(entries, null))).toEqual(['nine', 'unknown', 'huge']);
  });

  it('calls for attention where a cluster is not up, refuses writes, or is warned of', () => {
    const entries = [
      anEntry({ connectionId: 'well' }),
      anEntry({ connectionId: 'down', health: 'DOWN' }),
      anEntry({ connectionId: 'full', stopWrites: true }),
      anEntry({
        connectionId: 'warned',
        findings: { __typename: 'FindingCounts', critical: 0, warning: 1, notice: 0, unchecked: 0 },
      }),
      anEntry({
        connectionId: 'noted',
        findings: { __typename: 'FindingCounts', critical: 0, warning: 0, notice: 3, unchecked: 2 },
      }),
    ];
    expect(ids(listedEntries(entries, 'attention', ''))).toEqual(['down', 'full', 'warned']);
    expect(ids(listedEntries(entries, 'down', ''))).toEqual(['down']);
    expect(ids(listedEntries(entries, 'up', ' PROD '))).toEqual(['well', 'full', 'warned', 'noted']);
    expect(ids(listedEntries(entries, null, 'nothing'))).toEqual([]);
  });

  it('tells why a part is unknown, by that of the whole cluster where nothing else is said', () => {
    const entry = anEntry({
      unknown: [
        { __typename: 'OverviewGap', part: 'CLUSTER', reason: 'No answer.' },
        { __typename: 'OverviewGap', part: 'RATES', reason: 'Not sampled.' },
      ],
    });
    expect(reasonOf(entry, 'RATES')).toBe('Not sampled.');
    expect(reasonOf(entry, 'CAPACITY')).toBe('No answer.');
    expect(reasonOf(anEntry(), 'RATES')).toBeUndefined();
  });

  it('is kept in the address', () => {
    const view = { state: 'attention', text: 'eu', sort: { column: 'objects', descending: true } } as const;
    expect(readOverviewView(new URLSearchParams(overviewSearch(view).toString()))).toEqual(view);
    expect(readOverviewView(new URLSearchParams('state=x&sort=-y'))).toEqual({
      state: null,
      text: '',
      sort: null,
    });
  });
});
