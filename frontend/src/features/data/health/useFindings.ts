import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import type { FindingCounts_CountsFragment } from './FindingCounts.generated';
import {
  FindingCountsFeedDocument,
  FindingsFeedDocument,
  type FindingsReport_ReportFragment,
} from './findingsFeed.generated';

export type FindingsState = {
  /** Null while no node has answered since this page opened. */
  readonly report: FindingsReport_ReportFragment | null;
};

/** What is wrong with a cluster, live. An item without a report only tells a problem, and keeps the last known report. */
export function useFindings(connectionId: string): Feed<FindingsState> {
  return useFeed({
    document: FindingsFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.findingsChanged,
    reduce: (state: FindingsState | null, item) => ({ report: item.report ?? state?.report ?? null }),
  });
}

type CountsState = { readonly counts: FindingCounts_CountsFragment | null };

/** How many findings a cluster has, live; null while no node answers. */
export function useFindingCounts(connectionId: string): FindingCounts_CountsFragment | null {
  const feed = useFeed({
    document: FindingCountsFeedDocument,
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    select: (data) => data.findingsChanged,
    reduce: (_: CountsState | null, item) => ({ counts: item.report?.counts ?? null }),
  });
  return feed.state?.counts ?? null;
}
