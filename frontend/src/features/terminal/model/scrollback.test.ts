import { describe, expect, it } from 'vitest';
import { resultPart, statementRun } from '../fixtures';
import {
  advance,
  beginEntry,
  bound,
  countsOf,
  type Entry,
  isComplete,
  MAX_ENTRIES,
  MAX_ROWS_OF_RUN,
  MAX_STATEMENTS,
  type RunNews,
} from './scrollback';

const news = (change: Partial<RunNews> = {}): RunNews => ({
  phase: 'RUNNING',
  sequence: '0',
  statements: [],
  results: [],
  ...change,
});

const begin = (change: Partial<RunNews> = {}, id = 'r1') =>
  beginEntry(id, '2026-01-01T00:00:00Z', news(change));

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('a run on the screen', () => {
  it('takes results in order, and those it has only once', () => {
    const first = begin({
      sequence: '2',
      statements: [statementRun(0, { phase: 'RUNNING' })],
      results: [resultPart(1, [1]), resultPart(2, [2])],
    });
    const again = advance(first, news({ sequence: '3', results: [resultPart(2, [2]), resultPart(3, [3])] }));
    expect(again.statements[0]?.parts.flatMap(({ rows }) => rows)).toEqual([[1], [2], [3]]);
    expect(again.sequence).toBe('3');
    expect(advance(again, news({ sequence: '1' })).sequence).toBe('3');
  });

  it('keeps rows when only the statement changes', () => {
    const first = begin({ statements: [statementRun(0)], results: [resultPart(1, [1])] });
    const ended = advance(first, news({ phase: 'SUCCEEDED', statements: [statementRun(0, { rows: '1' })] }));
    expect(ended.statements[0]).toMatchObject({ rows: '1', kept: 1 });
    expect(isComplete(ended)).toBe(true);
  });

  it('is complete only when every row has come', () => {
    const statements = [statementRun(0, { rows: '2' })];
    expect(isComplete(begin({ phase: 'SUCCEEDED', statements, results: [resultPart(1, [1])] }))).toBe(false);
    expect(isComplete(begin({ phase: 'SUCCEEDED', statements, results: [resultPart(1, [1, 2])] }))).toBe(
      true,
    );
    expect(isComplete(begin({ phase: 'RUNNING', statements, results: [resultPart(1, [1, 2])] }))).toBe(false);
  });

  it('keeps so many rows and counts the others', () => {
    const rows = many(MAX_ROWS_OF_RUN + 5);
    const entry = begin({
      phase: 'SUCCEEDED',
      statements: [statementRun(0, { rows: String(rows.length) })],
      results: [resultPart(1, rows)],
    });
    expect(entry.statements[0]).toMatchObject({ kept: MAX_ROWS_OF_RUN, rows: String(MAX_ROWS_OF_RUN + 5) });
    expect(isComplete(entry)).toBe(true);
  });

  it('counts what has ended and what has failed', () => {
    const entry = begin({
      statements: [
        statementRun(0, { rows: '3' }),
        statementRun(1, { phase: 'FAILED' }),
        statementRun(2, { phase: 'PENDING', elapsedMs: null }),
      ],
    });
    expect(countsOf(entry)).toEqual({ total: 3, ended: 2, failed: 1, rows: 3n, elapsedMs: 4 });
  });
});

describe('the scrollback', () => {
  const full = (id: string): Entry =>
    begin({ statements: [statementRun(0)], results: [resultPart(1, many(MAX_ROWS_OF_RUN))] }, id);

  it('keeps so many runs, the newest', () => {
    const entries = bound(many(MAX_ENTRIES + 3).map((index) => begin({}, `r${index}`)));
    expect(entries).toHaveLength(MAX_ENTRIES);
    expect(entries.at(-1)?.runId).toBe(`r${MAX_ENTRIES + 2}`);
  });

  it('lets the oldest runs forget their rows for newer ones', () => {
    const entries = bound(['a', 'b', 'c'].map(full));
    expect(entries.map(({ isForgotten, kept }) => [isForgotten, kept])).toEqual([
      [true, 0],
      [false, MAX_ROWS_OF_RUN],
      [false, MAX_ROWS_OF_RUN],
    ]);
    expect(entries[0]?.statements[0]?.parts).toEqual([]);
    expect(bound(entries)).toEqual(entries);
  });

  it('lets go of old scripts when there are too many statements, never of the newest', () => {
    const script = begin({ statements: many(MAX_STATEMENTS).map((index) => statementRun(index)) }, 'long');
    expect(bound([begin({ statements: [statementRun(0)] }, 'old'), script])).toEqual([script]);
  });
});
