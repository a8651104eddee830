import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FeedSocket, SocketState } from '@/shared/apollo/socket';
import { FakeGateway } from '@/test/fakeGateway';
import { numberedRecord } from '../../fixtures';
import { QueryRun } from './queryRun';

const QUERY = { connectionId: 'c1', namespace: 'test' };

/** Numbers of records, and where the next batch begins. */
function batch(numbers: readonly number[], endCursor: string | null, partitionsDone = 1) {
  return {
    queryStream: {
      __typename: 'QueryBatch',
      records: numbers.map(numberedRecord),
      endCursor,
      isLast: endCursor === null,
      progress: {
        __typename: 'QueryProgress',
        partitionsDone,
        partitionsTotal: 4096,
        returned: String(numbers.length),
        seen: String(numbers.length * 2),
      },
    },
  };
}

class FakeSocket {
  private readonly listeners = new Set<() => void>();
  private now: SocketState = 'connected';
  readonly state = () => this.now;
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  become(state: SocketState): void {
    this.now = state;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

function begin(limit: string | null = null) {
  const gateway = new FakeGateway();
  const socket = new FakeSocket();
  const run = new QueryRun(gateway.client, socket as unknown as FeedSocket);
  const leave = run.subscribe(() => undefined);
  run.start({ query: QUERY, limit });
  const look = () => {
    vi.advanceTimersByTime(1000);
    const { rows, status, error, seen } = run.snapshot();
    const names = Array.from({ length: rows.count }, (_, index) => rows.at(index)?.bins.name);
    return { names, status, code: error?.code ?? null, seen };
  };
  return { gateway, socket, run, leave, look };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a run of a query', () => {
  it('gathers the rows of its batches until the last', () => {
    const { gateway, look } = begin();
    gateway.last('QueryStream').answer(batch([1, 2], 'a'));
    expect(look()).toMatchObject({ names: ['name 1', 'name 2'], status: 'running' });
    gateway.last('QueryStream').answer(batch([3], null, 4096));
    expect(look()).toMatchObject({ names: ['name 1', 'name 2', 'name 3'], status: 'done', code: null });
  });

  it('goes on from its cursor after a lost connection, and no row comes twice', () => {
    const { gateway, socket, look } = begin('10');
    const lost = gateway.last('QueryStream');
    lost.answer(batch([1, 2], 'a'));
    socket.become('reconnecting');
    expect(lost.cancelled).toBe(true);
    expect(look().status).toBe('interrupted');
    expect(gateway.last('QueryStream').variables).toMatchObject({ after: 'a', limit: '8' });
    socket.become('connected');
    expect(look().status).toBe('running');
    lost.answer(batch([9], null));
    gateway.last('QueryStream').answer(batch([3], null));
    expect(look()).toEqual({ names: ['name 1', 'name 2', 'name 3'], status: 'done', code: null, seen: 6n });
  });

  it('stops when told, which ends the subscription, and goes on when told', () => {
    const { gateway, run, look } = begin();
    const first = gateway.last('QueryStream');
    first.answer(batch([1], 'a'));
    run.stop();
    expect(first.cancelled).toBe(true);
    expect(look()).toMatchObject({ names: ['name 1'], status: 'stopped' });
    run.resume();
    expect(gateway.last('QueryStream').variables).toMatchObject({ after: 'a' });
    gateway.last('QueryStream').answer(batch([2], null));
    expect(look()).toMatchObject({ names: ['name 1', 'name 2'], status: 'done' });
  });

  it('keeps what it found when it fails, and goes on from there', () => {
    const { gateway, run, look } = begin();
    gateway.last('QueryStream').answer(batch([1], 'a'));
    gateway.last('QueryStream').refuse({ message: 'A node is gone.', extensions: { code: 'UNAVAILABLE' } });
    expect(look()).toMatchObject({ names: ['name 1'], status: 'failed', code: 'UNAVAILABLE' });
    run.resume();
    expect(gateway.last('QueryStream').variables).toMatchObject({ after: 'a' });
    expect(look().status).toBe('running');
  });

  it('reads rows again that it did not keep, from where they begin', () => {
    const { gateway, run, look } = begin();
    const numbers = (from: number) => Array.from({ length: 1000 }, (_, index) => from + index);
    for (let part = 0; part < 60; part += 1) {
      gateway
        .last('QueryStream')
        .answer(batch(numbers(part * 1000), part === 59 ? null : `after-${String(part)}`));
    }
    expect(look().names[59_990]).toBeUndefined();
    run.watch(59_980, 59_999);
    vi.advanceTimersByTime(1000);
    const again = gateway.last('QueryStream');
    expect(again.variables).toMatchObject({ after: 'after-58', limit: '1000' });
    again.answer(batch(numbers(59_000), null));
    expect(look().names[59_990]).toBe('name 59990');
    expect(look().status).toBe('done');
  });

  /** A run that is done and keeps no longer its first rows, of which some are in sight. */
  function lookBack() {
    const begun = begin();
    const numbers = (from: number, count = 1000) => Array.from({ length: count }, (_, index) => from + index);
    for (let part = 0; part < 60; part += 1) {
      begun.gateway
        .last('QueryStream')
        .answer(batch(numbers(part * 1000), part === 59 ? null : `after-${String(part)}`));
    }
    begun.run.watch(59_000, 59_019);
    vi.advanceTimersByTime(1000);
    return { ...begun, numbers, again: () => begun.gateway.last('QueryStream') };
  }

  it('tells which rows were not found when they were read again', () => {
    const { run, again, numbers } = lookBack();
    again().answer(batch(numbers(59_000, 10), null));
    vi.advanceTimersByTime(1000);
    const { rows } = run.snapshot();
    expect(rows.count).toBe(60_000);
    expect([rows.isGone(59_009), rows.isGone(59_010), rows.isGone(59_999)]).toEqual([false, true, true]);
    expect(again().variables).not.toMatchObject({ after: 'after-57' });
  });

  it('takes rows that could not be read again for no sign that they are gone, and reads them when told', () => {
    const { run, again, numbers, look } = lookBack();
    again().refuse({ message: 'A node is gone.', extensions: { code: 'UNAVAILABLE' } });
    expect(look()).toMatchObject({ status: 'done', code: 'UNAVAILABLE' });
    expect(run.snapshot().isUnread).toBe(true);
    expect(run.snapshot().rows.isGone(59_000)).toBe(false);
    run.retry();
    expect(again().variables).toMatchObject({ after: 'after-58', limit: '1000' });
    again().answer(batch(numbers(59_000), null));
    expect(look()).toMatchObject({ status: 'done', code: null });
    expect(run.snapshot().isUnread).toBe(false);
    expect(run.snapshot().rows.at(59_000)?.bins.name).toBe('name 59000');
  });

  it('begins anew to read rows again when the connection was lost', () => {
    const { socket, again, numbers, look } = lookBack();
    const lost = again();
    socket.become('reconnecting');
    expect(lost.cancelled).toBe(true);
    expect(again()).not.toBe(lost);
    again().answer(batch(numbers(59_000), null));
    expect(look().names[59_999]).toBe('name 59999');
  });

  it('ends when the page is left', () => {
    const { gateway, run, leave } = begin();
    leave();
    run.end();
    expect(gateway.last('QueryStream').cancelled).toBe(true);
  });
});
