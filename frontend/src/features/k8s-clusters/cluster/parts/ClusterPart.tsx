import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { FeedBadges } from '@/features/data';
import type { AppError } from '@/shared/errors/appError';
import type { Feed } from '@/shared/feeds/useFeed';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import type { PartState } from './useClusterPart';

type Props<C> = {
  readonly feed: Feed<PartState<C>>;
  /** What is on its way, for screen readers. */
  readonly label: string;
  readonly rows?: number;
  readonly children: (cluster: C, gaps: readonly AppError[]) => ReactNode;
};

/** A part of a cluster's page once it is known; what went wrong with it stays within it. */
export function ClusterPart<C>({ feed, label, rows = 6, children }: Props<C>) {
  const cluster = feed.state?.cluster ?? null;
  return (
    <Stack gap="md">
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {cluster !== null && feed.status !== 'live' && (
        <div>
          <FeedBadges feed={feed} />
        </div>
      )}
      {feed.state === null && feed.error === null && <LoadingSkeleton label={label} rows={rows} />}
      {cluster !== null && children(cluster, feed.gaps)}
    </Stack>
  );
}
