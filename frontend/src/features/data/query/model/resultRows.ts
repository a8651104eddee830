import { type BinColumn, discoverColumns } from '../../model/columns';
import type { Bins } from '../../model/value';
import { weigh } from '../../model/weight';

/** Rows kept in memory; the others are read again when they come in sight. */
export const MAX_ROWS = 50_000;
/** Their size, in characters of bins: fewer rows are kept where they are large. */
export const MAX_WEIGHT = 32_000_000;
/** Rows that are let go and read again at once; small batches are put together to as many, or as large. */
const CHUNK_ROWS = 500;
const CHUNK_WEIGHT = 1_000_000;

type Row = { readonly bins: Bins; readonly key: { readonly digest: string } };

/** A part of a result, which begins after a cursor. */
export type Chunk<R> = {
  /** The cursor it begins after; null for the first. */
  readonly after: string | null;
  /** How many rows it has, whether they are here or not. */
  count: number;
  /** Null while they are not kept. */
  rows: R[] | null;
  /** Characters of their bins, whether they are here or not. */
  weight: number;
};

/**
 * The rows of a result of any length in bounded memory: those around what is looked at are kept, of the others only where
 * they begin. Changes in place, since a result grows many times a second; `version` tells that it did.
 */
export class ResultRows<R extends Row> {
  private readonly chunks: Chunk<R>[] = [];
  /** Index of each chunk's first row. */
  private starts: number[] = [];
  private columnsByName = new Map<string, BinColumn>();
  private watched = 0;
  private kept = 0;
  private weight = 0;
  count = 0;
  version = 0;

  /** Rows that are in memory. */
  get keptRows(): number {
    return this.kept;
  }

  /** Bins found in all rows so far, in order of first sight. */
  get columns(): readonly BinColumn[] {
    return [...this.columnsByName.values()];
  }

  /** Adds what a batch brought, which began after `after`. */
  append(rows: readonly R[], after: string | null): void {
    if (rows.length === 0) {
      return;
    }
    this.learn(rows);
    const weight = rows.reduce((sum, row) => sum + weigh(row.bins), 0);
    const last = this.chunks.at(-1);
    if (last === undefined || last.count >= CHUNK_ROWS || last.weight >= CHUNK_WEIGHT) {
      this.chunks.push({ after, count: rows.length, rows: [...rows], weight });
      this.starts.push(this.count);
      this.keep(rows.length, weight);
    } else {
      last.count += rows.length;
      last.weight += weight;
      if (last.rows !== null) {
        last.rows.push(...rows);
        this.keep(rows.length, weight);
      }
    }
    this.count += rows.length;
    this.bound();
    this.version += 1;
  }

  /** The row at an index; null when it is not in memory, or gone. */
  at(index: number): R | null {
    const place = this.chunkOf(index);
    return this.chunks[place]?.rows?.[index - (this.starts[place] ?? 0)] ?? null;
  }

  /** Whether the row at an index was read again, and was not found. */
  isGone(index: number): boolean {
    const place = this.chunkOf(index);
    const rows = this.chunks[place]?.rows ?? null;
    return rows !== null && index - (this.starts[place] ?? 0) >= rows.length;
  }

  /** Keeps what is around these rows; answers with a part of them that is to be read again. */
  watch(first: number, last: number): Chunk<R> | null {
    const from = this.chunkOf(first);
    const to = this.chunkOf(Math.max(first, last));
    this.watched = from;
    return this.chunks.slice(from, to + 1).find((chunk) => chunk.rows === null) ?? null;
  }

  /** Puts rows that were read again in their place. */
  restore(chunk: Chunk<R>, rows: readonly R[]): void {
    if (chunk.rows !== null || !this.chunks.includes(chunk)) {
      return;
    }
    chunk.rows = rows.slice(0, chunk.count);
    chunk.weight = chunk.rows.reduce((sum, row) => sum + weigh(row.bins), 0);
    this.keep(chunk.rows.length, chunk.weight);
    this.bound();
    this.version += 1;
  }

  /** All rows that are in memory, in order. */
  resident(): R[] {
    return this.chunks.flatMap((chunk) => chunk.rows ?? []);
  }

  /** Changes rows that are in memory; `step` answers null for one that is gone. */
  change(step: (row: R) => R | null): void {
    for (const chunk of this.chunks) {
      if (chunk.rows !== null) {
        const before = chunk.rows.length;
        chunk.rows = chunk.rows.flatMap((row) => step(row) ?? []);
        chunk.count -= before - chunk.rows.length;
        this.kept -= before - chunk.rows.length;
      }
    }
    let start = 0;
    this.starts = this.chunks.map(({ count }) => (start += count) - count);
    this.count = start;
    this.version += 1;
  }

  private keep(rows: number, weight: number): void {
    this.kept += rows;
    this.weight += weight;
  }

  /** Lets go of what is farthest from what is looked at. */
  private bound(): void {
    let first = 0;
    let last = this.chunks.length - 1;
    while ((this.kept > MAX_ROWS || this.weight > MAX_WEIGHT) && first < last) {
      const isFirstFarther = this.watched - first > last - this.watched;
      const chunk = this.chunks[isFirstFarther ? first++ : last--];
      if (chunk?.rows) {
        this.keep(-chunk.rows.length, -chunk.weight);
        chunk.rows = null;
      }
    }
  }

  private chunkOf(index: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private learn(rows: readonly R[]): void {
    for (const column of discoverColumns(rows)) {
      const known = this.columnsByName.get(column.name);
      this.columnsByName.set(
        column.name,
        known === undefined
          ? column
          : {
              name: column.name,
              kinds: [...new Set([...known.kinds, ...column.kinds])],
              present: known.present + column.present,
              digits: Math.max(known.digits, column.digits),
            },
      );
    }
  }
}
