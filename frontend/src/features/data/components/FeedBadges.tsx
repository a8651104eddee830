import { Badge } from '@mantine/core';
import type { FeedState } from '@/shared/feeds/feedState';
import { StaleBadge } from '@/shared/ui/StaleBadge';

/** How live a page is: nothing while all is well, otherwise what it is waiting for. */
export function FeedBadges({
  feed,
  afterSeconds = 30,
}: {
  readonly feed: FeedState<unknown>;
  readonly afterSeconds?: number;
}) {
  return (
    <>
      {feed.status === 'interrupted' && (
        <Badge color="yellow" variant="light" radius="sm" tt="none">
          reconnecting…
        </Badge>
      )}
      {feed.status === 'ended' && (
        <Badge color="red" variant="light" radius="sm" tt="none">
          paused
        </Badge>
      )}
      <StaleBadge feed={feed} afterSeconds={afterSeconds} />
    </>
  );
}
