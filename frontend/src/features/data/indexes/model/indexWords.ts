import type { MantineColor } from '@mantine/core';
import type { IndexCollection, IndexState, IndexType } from '@/gql/schema';
import { isKnown } from '@/shared/lib/known';

type StateLook = { readonly label: string; readonly color: MantineColor };

export const STATES: Readonly<Record<IndexState, StateLook>> = {
  BUILDING: { label: 'building', color: 'blue' },
  READY: { label: 'ready', color: 'teal' },
  FAILED: { label: 'failed', color: 'red' },
  MISSING: { label: 'missing on a node', color: 'orange' },
  UNKNOWN: { label: 'state not known', color: 'gray' },
};

export const TYPE_LABELS: Readonly<Record<IndexType, string>> = {
  INTEGER: 'integer',
  STRING: 'string',
  BLOB: 'bytes',
  GEO2DSPHERE: 'geo',
};

export const COLLECTION_LABELS: Readonly<Record<IndexCollection, string>> = {
  NONE: 'the value itself',
  LIST: 'elements of a list',
  MAPKEYS: 'keys of a map',
  MAPVALUES: 'values of a map',
};

type Held = {
  readonly isSetIndex: boolean;
  readonly type?: IndexType | null;
  readonly collection?: IndexCollection | null;
};

/** What an index holds: `integer`, `string, keys of a map`; null when the nodes say what is not known here. */
export function heldText({ isSetIndex, type, collection }: Held): string | null {
  if (isSetIndex) {
    return 'the set as a whole';
  }
  if (!isKnown(type)) {
    return null;
  }
  return isKnown(collection) && collection !== 'NONE'
    ? `${TYPE_LABELS[type]}, ${COLLECTION_LABELS[collection]}`
    : TYPE_LABELS[type];
}
