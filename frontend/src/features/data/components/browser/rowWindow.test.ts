import { describe, expect, it } from 'vitest';
import { SAFE_HEIGHT, rowWindow, scrollTopFor } from './rowWindow';

const extent = (count: number) => ({ count, rowHeight: 32, viewHeight: 640, maxHeight: SAFE_HEIGHT });

describe('the rows in sight', () => {
  it('are those at the scroll position, with some beyond the edges', () => {
    expect(rowWindow(extent(1000), 3200, 5)).toEqual({
      first: 95,
      end: 125,
      seen: [100, 119],
      above: 95 * 32,
      below: (1000 - 125) * 32,
    });
  });

  it('are all there when they are few', () => {
    expect(rowWindow(extent(3), 0, 5)).toMatchObject({ first: 0, end: 3, above: 0, below: 0 });
    expect(rowWindow(extent(0), 0, 5)).toMatchObject({ first: 0, end: 0 });
  });

  it.each([1_000_000, 100_000_000])(
    'of %d reach from the first to the last within a height that browsers draw',
    (count) => {
      const top = rowWindow(extent(count), 0, 5);
      const bottom = rowWindow(extent(count), SAFE_HEIGHT, 5);
      expect(top.seen[0]).toBe(0);
      expect(bottom.seen[1]).toBe(count - 1);
      for (const { above, below, first, end } of [top, bottom]) {
        expect(above + below + (end - first) * 32).toBeLessThanOrEqual(SAFE_HEIGHT + 12 * 32);
      }
    },
  );

  it.each([100, 1_000_000])('of %d include a row that was scrolled to', (count) => {
    for (const index of [0, 1, Math.floor(count / 3), count - 1]) {
      const at = scrollTopFor(extent(count), 0, index);
      const [first, last] = rowWindow(extent(count), at, 0).seen;
      expect(index).toBeGreaterThanOrEqual(first);
      expect(index).toBeLessThanOrEqual(last);
    }
  });
});
