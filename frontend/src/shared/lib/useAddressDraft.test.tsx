import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useAddressDraft } from './useAddressDraft';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A page whose address the test changes; what it writes comes into the address when the test says so. */
function open(first: string) {
  const written: string[] = [];
  const options = {
    read: (address: string) => ({ words: address }),
    textOf: ({ words }: { readonly words: string }) => words,
    write: ({ words }: { readonly words: string }) => void written.push(words),
  };
  const view = renderHook(({ address }) => useAddressDraft({ address, ...options }), {
    initialProps: { address: first },
  });
  return {
    written,
    words: () => view.result.current.draft.words,
    isBehind: () => view.result.current.isBehind,
    type: (words: string) =>
      act(() => {
        view.result.current.setDraft({ words });
      }),
    settle: (words: string) =>
      act(() => {
        view.result.current.settle({ words });
      }),
    rest: () =>
      act(() => {
        vi.advanceTimersByTime(1_000);
      }),
    arrive: (address: string) => view.rerender({ address }),
  };
}

it('puts what is typed into the address once it rests, the last of it alone', () => {
  const page = open('a');
  page.type('ab');
  page.type('abc');
  expect([page.written, page.isBehind()]).toEqual([[], true]);
  page.rest();
  page.arrive('abc');
  page.rest();
  expect([page.written, page.isBehind()]).toEqual([['abc'], false]);
});

it('takes the draft of an address that someone followed', () => {
  const page = open('a');
  page.type('ab');
  page.arrive('other');
  expect(page.words()).toBe('other');
  page.rest();
  expect(page.written).toEqual([]);
});

it('loses nothing that is typed while its own address is under way', () => {
  const page = open('a');
  page.type('ab');
  page.rest();
  page.type('abc');
  page.arrive('ab');
  expect(page.words()).toBe('abc');
  page.rest();
  expect(page.written).toEqual(['ab', 'abc']);
});

it('goes back to what was in the address before', () => {
  const page = open('a');
  page.settle('ab');
  page.arrive('ab');
  page.arrive('a');
  expect(page.words()).toBe('a');
});
