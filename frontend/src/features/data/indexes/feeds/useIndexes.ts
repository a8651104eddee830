import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { IndexesFeedDocument, type SecondaryIndex_IndexFragment } from './indexesFeed.generated';

export type SecondaryIndex = SecondaryIndex_IndexFragment;

export type IndexesState = {
  /** Null while no node has told. */
  readonly indexes: readonly SecondaryIndex[] | null;
};

/** The secondary indexes of a cluster, live. An item without them only reports a problem, and keeps those last known. */
export function useIndexes(connectionId: string): Feed<IndexesState> {
  return useFeed({
    document: IndexesFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.indexesChanged,
    reduce: (state: IndexesState | null, item) => ({ indexes: item.indexes ?? state?.indexes ?? null }),
  });
}
