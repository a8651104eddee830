// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { dialogOf, readAsked } from './dialogs';
import { worstOf } from './liveness';
import { readViews, withView } from './savedViews';
import { filterOf, isFiltered, keptSearch, readView, unfiltered, writeView } from './view';

describe('the address of a list', () => {
  it.each([
    '',
    'q=main',
    'phase=Error&phase=Paused&namespace=prod&labels=tier%3Dgold&context=east&sort=age&order=desc',
    'sort=failures&after=abc',
  ])('is read and written the same: %s', (text) => {
    expect(writeView(readView(new URLSearchParams(text))).toString()).toBe(text);
  });

  it('asks the server for nothing that is not filtered', () => {
    expect(filterOf(readView(new URLSearchParams()))).toEqual({
      text: null,
      phases: null,
      namespaces: null,
      labelSelector: null,
      context: null,
    });
  });

  it('keeps the order when the filter goes', () => {
    const view = readView(new URLSearchParams('q=a&sort=phase&order=desc'));
    expect(isFiltered(view)).toBe(true);
    expect(writeView(unfiltered(view)).toString()).toBe('sort=phase&order=desc');
  });

  it('is kept under a name without its page and its dialog', () => {
    expect(keptSearch(new URLSearchParams('after=x&do=import&sort=age&q=a'))).toBe('q=a&sort=age');
  });
});

describe('a dialog about a cluster', () => {
  it('names its cluster, whatever its context is called', () => {
    const dialog = dialogOf('scale', 'arn:aws:eks:eu:1:cluster/blue/prod/main');
    expect(readAsked(dialog)).toEqual({
      action: 'scale',
      at: { context: 'arn:aws:eks:eu:1:cluster/blue', namespace: 'prod', name: 'main' },
    });
  });

  it.each(['import', 'scale', 'scale:main', 'explode:a/b/c'])('is none: %s', (text) => {
    expect(readAsked(text)).toBeNull();
  });
});

describe('saved views', () => {
  it('take the place of one of the same name', () => {
    const views = withView([{ name: 'b', search: 'q=1' }], { name: 'a', search: 'q=2' });
    expect(withView(views, { name: 'b', search: 'q=3' })).toEqual([
      { name: 'a', search: 'q=2' },
      { name: 'b', search: 'q=3' },
    ]);
  });

  it.each([undefined, 'no JSON', '{}', '[1, null, {"name": "a"}]'])('are none in %s', (text) => {
    expect(readViews(text)).toEqual([]);
  });
});

it('a list is as live as the worst of its feeds', () => {
  const live = { status: 'live', at: '2026-01-01T00:00:00Z' } as const;
  const lost = { status: 'interrupted', at: '2026-01-01T00:00:01Z' } as const;
  expect(worstOf([live, lost])).toMatchObject(lost);
  expect(worstOf([live, undefined]).status).toBe('connecting');
});
