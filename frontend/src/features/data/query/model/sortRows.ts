import { keyRefOf } from '../../model/recordKey';
import { preview } from '../../model/preview';
import { type AerospikeValue, classify, ownValue, type ValueKind } from '../../model/value';
import type { RecordRow } from '../../queries/useRecordPages';

/** By what rows are sorted: the key, or a bin. */
export type Sort = { readonly by: 'key' | { readonly bin: string }; readonly descending: boolean };

/** Values of different types stand in this order, as the server orders them. */
const RANKS: Readonly<Record<ValueKind, number>> = {
  null: 0,
  bool: 1,
  int: 2,
  string: 3,
  list: 4,
  map: 5,
  bytes: 6,
  float: 7,
  geoJson: 8,
  hll: 9,
  unknown: 10,
};

type Rank = { readonly rank: number; readonly value: bigint | number | string };

/** The rows in order; those without the bin stand at the end either way. Rows that are equal stay as they were. */
export function sortedRows(rows: readonly RecordRow[], { by, descending }: Sort): RecordRow[] {
  const ranked = rows.map((row) => ({ row, rank: by === 'key' ? keyRank(row) : binRank(row, by.bin) }));
  const there = ranked.flatMap(({ row, rank }) => (rank === null ? [] : [{ row, rank }]));
  there.sort((a, b) => (descending ? compare(b.rank, a.rank) : compare(a.rank, b.rank)));
  return [...there, ...ranked.filter(({ rank }) => rank === null)].map(({ row }) => row);
}

function compare(a: Rank, b: Rank): number {
  if (a.rank !== b.rank) {
    return a.rank - b.rank;
  }
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
}

function keyRank({ key }: RecordRow): Rank | null {
  const { kind, value } = keyRefOf(key);
  switch (kind) {
    case 'int':
      return { rank: RANKS.int, value: BigInt(value) };
    case 'string':
      return { rank: RANKS.string, value };
    case 'bytes':
      return { rank: RANKS.bytes, value };
    case 'digest':
      return null;
  }
}

function binRank({ bins }: RecordRow, bin: string): Rank | null {
  const value = ownValue(bins, bin);
  return value === undefined ? null : { rank: RANKS[classify(value).kind], value: comparable(value) };
}

function comparable(value: AerospikeValue): Rank['value'] {
  const typed = classify(value);
  switch (typed.kind) {
    case 'bool':
      return Number(typed.value);
    case 'int':
      return BigInt(typed.digits);
    case 'float':
      return Number(typed.text);
    case 'string':
      return typed.text;
    default:
      return preview(value).text;
  }
}
