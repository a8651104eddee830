import { describe, expect, it } from 'vitest';
import { numberedRecord } from '../../fixtures';
import { MAX_ROWS, ResultRows } from './resultRows';
import type { RecordRow } from '../../queries/useRecordPages';

const BATCH = 1000;

function batch(number: number): RecordRow[] {
  return Array.from({ length: BATCH }, (_, index) => numberedRecord(number * BATCH + index));
}

/** A result that came in batches, each after a cursor that tells its number. */
function rowsOfBatches(batches: number): ResultRows<RecordRow> {
  const rows = new ResultRows<RecordRow>();
  for (let number = 0; number < batches; number += 1) {
    rows.append(batch(number), number === 0 ? null : `cursor-${String(number)}`);
  }
  return rows;
}

const nameAt = (rows: ResultRows<RecordRow>, index: number) => rows.at(index)?.bins.name ?? null;

describe('rows of a result', () => {
  it('are all kept while they are few', () => {
    const rows = rowsOfBatches(10);
    expect([rows.count, rows.keptRows]).toEqual([10_000, 10_000]);
    expect(nameAt(rows, 9_999)).toBe('name 9999');
    expect(rows.at(10_000)).toBeNull();
  });

  it('of a million are kept where they are looked at, and the others are read again from their cursor', () => {
    const rows = rowsOfBatches(1000);
    expect(rows.count).toBe(1_000_000);
    expect(rows.keptRows).toBeLessThanOrEqual(MAX_ROWS);
    expect(nameAt(rows, 0)).toBe('name 0');
    expect(rows.at(700_000)).toBeNull();
    const away = rows.watch(700_010, 700_030);
    expect(away).toMatchObject({ after: 'cursor-700', count: BATCH });
    if (away !== null) {
      rows.restore(away, batch(700));
    }
    expect(nameAt(rows, 700_020)).toBe('name 700020');
    expect(rows.watch(700_010, 700_030)).toBeNull();
    expect(rows.keptRows).toBeLessThanOrEqual(MAX_ROWS);
  });

  it('are fewer where they are large', () => {
    const rows = new ResultRows<RecordRow>();
    const large = (number: number) => ({ ...numberedRecord(number), bins: { text: 'x'.repeat(1_000_000) } });
    for (let number = 0; number < 100; number += 1) {
      rows.append(
        Array.from({ length: 5 }, (_, index) => large(number * 5 + index)),
        `cursor-${String(number)}`,
      );
    }
    expect(rows.count).toBe(500);
    expect(rows.keptRows).toBeLessThan(500);
  });

  it('of small batches are put together, and begin after the cursor of the first', () => {
    const rows = new ResultRows<RecordRow>();
    for (let number = 0; number < 600; number += 1) {
      rows.append([numberedRecord(number)], `cursor-${String(number)}`);
    }
    expect(nameAt(rows, 599)).toBe('name 599');
    expect(rows.count).toBe(600);
  });

  it('change and go in place', () => {
    const rows = rowsOfBatches(2);
    rows.change((row) => (row.bins.name === 'name 5' ? null : { ...row, generation: 9 }));
    expect(rows.count).toBe(1_999);
    expect(nameAt(rows, 5)).toBe('name 6');
    expect(nameAt(rows, 1_500)).toBe('name 1501');
    expect(rows.at(1_500)?.generation).toBe(9);
  });

  it('tell every bin that was seen, in order of first sight', () => {
    const rows = new ResultRows<RecordRow>();
    rows.append([{ ...numberedRecord(1), bins: { b: 1 } }], null);
    rows.append([{ ...numberedRecord(2), bins: { a: 'x', b: 'y' } }], 'cursor');
    expect(rows.columns).toMatchObject([
      { name: 'b', kinds: ['int', 'string'], present: 2 },
      { name: 'a', kinds: ['string'], present: 1 },
    ]);
  });
});
