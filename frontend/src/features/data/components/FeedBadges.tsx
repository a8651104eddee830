import type { FeedState } from '@/shared/feeds/feedState';
import { Mark } from '@/shared/ui/Mark';
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
      {feed.status === 'interrupted' && <Mark color="yellow">reconnecting…</Mark>}
      {feed.status === 'ended' && <Mark color="red">paused</Mark>}
      <StaleBadge feed={feed} afterSeconds={afterSeconds} />
    </>
  );
}
