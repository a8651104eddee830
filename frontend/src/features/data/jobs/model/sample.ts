import type { SampleIndex } from '@/gql/schema';
import { failed, ok, type Result } from '@/shared/lib/result';
import { canonicalInt64 } from '../../model/integer';

export const MAX_SAMPLE_RECORDS = 1_000_000;

export const SAMPLE_INDEXES: readonly { readonly value: SampleIndex; readonly label: string }[] = [
  { value: 'INTEGER', label: 'bin_int, by number' },
  { value: 'STRING', label: 'bin_str, by text' },
  { value: 'BLOB', label: 'bin_bytes, by bytes' },
  { value: 'GEO2DSPHERE', label: 'bin_geo, by place' },
  { value: 'LIST', label: 'elements of bin_list, by text' },
  { value: 'MAP_KEYS', label: 'keys of bin_map, by text' },
  { value: 'MAP_VALUES', label: 'values of bin_map, by number' },
];

export function parseSampleSize(text: string): Result<number> {
  const trimmed = text.trim();
  const size = Number(trimmed);
  return /^\d+$/.test(trimmed) && size >= 1 && size <= MAX_SAMPLE_RECORDS
    ? ok(size)
    : failed('Enter a whole number from 1 to 1,000,000.');
}

export function parseSeed(text: string): Result<string> {
  const seed = canonicalInt64(text);
  return seed === null ? failed('Enter a whole number of 64 bits.') : ok(seed);
}
