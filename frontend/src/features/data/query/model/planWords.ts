import type { IndexCollection, IndexType } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';

/** What of a bin an index holds. */
export const COLLECTION_WORDS: Readonly<Record<IndexCollection, string>> = {
  NONE: 'the value itself',
  LIST: 'elements of a list',
  MAPKEYS: 'keys of a map',
  MAPVALUES: 'values of a map',
};

type IndexLike = {
  readonly bin?: string | null;
  readonly type: string;
  readonly collection?: IndexCollection | null;
};

/** "age (numeric, the value itself)" */
export function indexText({ bin, type, collection }: IndexLike): string {
  const what = isKnown(collection) ? `${type}, ${COLLECTION_WORDS[collection]}` : type;
  return `${bin ?? 'an expression'} (${what})`;
}

const TYPES: Readonly<Record<IndexType, true>> = {
  BLOB: true,
  GEO2DSPHERE: true,
  INTEGER: true,
  STRING: true,
};

/** The type of an index by the server's word for it; null for one this page does not know. */
export function indexTypeOf(word: string): IndexType | null {
  const name = word.toUpperCase();
  return name in TYPES ? (name as IndexType) : null;
}
