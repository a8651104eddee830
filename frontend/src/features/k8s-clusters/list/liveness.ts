import { type FeedState, type FeedStatus, initialFeedState } from '@/shared/feeds/feedState';
import type { Liveness } from './ClustersFeed';

const GRAVEST: readonly FeedStatus[] = ['ended', 'interrupted', 'connecting', 'live'];

/** How live a list is that several feeds keep: as live as the worst of them. */
export function worstOf(feeds: readonly (Liveness | undefined)[]): FeedState<unknown> {
  const known = feeds.map((feed) => feed ?? initialFeedState<unknown>());
  const worst = [...known].sort((a, b) => GRAVEST.indexOf(a.status) - GRAVEST.indexOf(b.status))[0];
  return { ...initialFeedState<unknown>(), ...worst };
}
