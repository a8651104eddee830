import { describe, expect, it } from 'vitest';
import type { AppError } from '../errors/appError';
import { type Envelope, type FeedEvent, initialFeedState, isWorthRetrying, stepFeed } from './feedState';

type Item = Envelope & { readonly values: readonly number[] };

const item = (
  kind: Item['kind'],
  version: string,
  values: readonly number[],
  more: Partial<Item> = {},
): FeedEvent<Item> => ({
  type: 'item',
  item: { kind, version, values, at: `2026-01-01T00:00:0${version}Z`, lagged: false, ...more },
});

const append = (state: readonly number[] | null, { values }: Item) => [...(state ?? []), ...values];

const play = (...events: FeedEvent<Item>[]) =>
  events.reduce((state, event) => stepFeed(state, event, append), initialFeedState<readonly number[]>());

const failure = (code: AppError['code']): AppError => ({
  code,
  message: '',
  requestId: null,
  path: [],
  details: null,
});

describe('a feed', () => {
  it('starts with a snapshot and grows by changes', () => {
    const feed = play(item('SNAPSHOT', '1', [1, 2]), item('CHANGE', '2', [3]));
    expect(feed).toMatchObject({
      state: [1, 2, 3],
      status: 'live',
      version: '2',
      at: '2026-01-01T00:00:02Z',
    });
  });

  it('starts over with the snapshot after a reconnect, even when its version is lower', () => {
    const feed = play(
      item('SNAPSHOT', '5', [1]),
      { type: 'interrupted', error: null },
      item('SNAPSHOT', '1', [9]),
    );
    expect(feed).toMatchObject({ state: [9], status: 'live', version: '1' });
  });

  it('leaves out a change that the snapshot contains already', () => {
    expect(play(item('SNAPSHOT', '7', [1]), item('CHANGE', '7', [1])).state).toEqual([1]);
  });

  it('compares versions as integers, not as text', () => {
    expect(play(item('SNAPSHOT', '9', [1]), item('CHANGE', '10', [2])).state).toEqual([1, 2]);
  });

  it('keeps what it showed while interrupted', () => {
    const feed = play(item('SNAPSHOT', '1', [1]), { type: 'interrupted', error: failure('UNAVAILABLE') });
    expect(feed).toMatchObject({ state: [1], status: 'interrupted', error: { code: 'UNAVAILABLE' } });
  });

  it('is still connecting when it is interrupted before the first item', () => {
    expect(play({ type: 'interrupted', error: null }).status).toBe('connecting');
  });

  it('tells of lag and of a problem that did not end it, until the next item', () => {
    const problem = { code: 'TIMEOUT', message: 'slow' } as const;
    const lagging = play(item('SNAPSHOT', '1', []), item('CHANGE', '2', [], { lagged: true, problem }));
    expect(lagging).toMatchObject({
      lagged: true,
      status: 'live',
      error: { code: 'TIMEOUT', message: 'slow' },
    });
    expect(stepFeed(lagging, item('CHANGE', '3', []), append)).toMatchObject({ lagged: false, error: null });
  });

  it('ends with its error and keeps its last state', () => {
    const feed = play(item('SNAPSHOT', '1', [1]), { type: 'ended', error: failure('FORBIDDEN') });
    expect(feed).toMatchObject({ state: [1], status: 'ended', error: { code: 'FORBIDDEN' } });
  });

  it('is asked for again only when that can help', () => {
    expect(isWorthRetrying(null)).toBe(true);
    expect(isWorthRetrying(failure('UNAVAILABLE'))).toBe(true);
    expect(isWorthRetrying(failure('FORBIDDEN'))).toBe(false);
    expect(isWorthRetrying(failure('NOT_FOUND'))).toBe(false);
  });
});
