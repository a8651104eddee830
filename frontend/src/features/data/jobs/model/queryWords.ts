import type { RecordQueryInput } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';

/** Where a query looks and how it narrows that down: `test.users, by index, filtered`. */
export function queryText({ namespace, set, index, filter }: RecordQueryInput): string {
  const place = isKnown(set) ? `${namespace}.${set}` : `namespace ${namespace}`;
  const parts = [place];
  if (isKnown(index)) {
    parts.push(`by index ${isKnown(index.index) ? index.index : `of ${index.bin ?? ''}`}`.trim());
  }
  if (isKnown(filter)) {
    parts.push('filtered');
  }
  return parts.join(', ');
}

/** Whether a query takes every record of its place. */
export function isWhole({ index, filter }: RecordQueryInput): boolean {
  return !isKnown(index) && !isKnown(filter);
}
