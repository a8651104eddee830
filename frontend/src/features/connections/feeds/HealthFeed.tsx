import { useFeed } from '@/shared/feeds/useFeed';
import { ConnectionHealthFeedDocument } from './healthFeed.generated';

/** Draws nothing: keeps one connection's health in the cache up to date while it is mounted. */
export function HealthFeed({ connectionId }: { readonly connectionId: string }) {
  useFeed({
    document: ConnectionHealthFeedDocument,
    variables: { connectionId },
    select: (payload) => payload.connectionHealth,
    reduce: () => null,
  });
  return null;
}
