import { Badge, Tooltip } from '@mantine/core';
import type { FeedState } from '../feeds/feedState';
import { formatAgo } from '../format/time';
import { useNow } from '../format/useNow';

interface StaleBadgeProps {
  readonly feed: Pick<FeedState<unknown>, 'at' | 'status'>;
  /** Seconds without an item after which a feed that ought to tick counts as stale. Default 10. */
  readonly afterSeconds?: number;
}

/** Says that what is shown is old, and how old. Takes its place even while all is well, where there is room. */
export function StaleBadge({ feed, afterSeconds = 10 }: StaleBadgeProps) {
  const now = useNow();
  const ageMs = feed.at === null ? 0 : now - Date.parse(feed.at);
  const stale = feed.at !== null && (feed.status !== 'live' || ageMs > afterSeconds * 1000);
  const age = feed.at === null ? '' : formatAgo(feed.at, now);
  return (
    <Tooltip label="No newer update has arrived; the page keeps trying" disabled={!stale}>
      <Badge
        variant="light"
        color="yellow"
        radius="sm"
        visibleFrom={stale ? undefined : 'sm'}
        tt="none"
        className="tabular"
        style={{ visibility: stale ? 'visible' : 'hidden' }}
        aria-hidden={!stale}
      >
        {`last update ${age}`}
      </Badge>
    </Tooltip>
  );
}
