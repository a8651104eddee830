import { type Feed, useFeed } from '@/shared/feeds/useFeed';
import { applyFrame, type LatencyHistory } from './history';
import { LatencyFeedDocument } from './latencyFeed.generated';

/** How long operations took over the last `windowSeconds`, live; node by node, or of all nodes together. */
export function useLatency(
  connectionId: string,
  combineNodes: boolean,
  windowSeconds: number,
): Feed<LatencyHistory> {
  return useFeed({
    document: LatencyFeedDocument,
    variables: { connectionId, combineNodes, windowSeconds },
    fetchPolicy: 'no-cache',
    select: (data) => data.latencyHistograms,
    reduce: (state: LatencyHistory | null, frame) => applyFrame(state, frame, windowSeconds),
  });
}
