import { useEffect, useEffectEvent, useState } from 'react';
import { useReading } from '@/shared/apollo/useReading';
import type { AppError } from '@/shared/errors/appError';
import { K8sClustersDocument, type K8sClustersQuery } from './clusters.generated';
import { filterOf, type ListView, orderOf } from './view';

/** Clusters of one page. */
export const PAGE_SIZE = 50;
/** Changes of so many milliseconds are shown together. */
const GATHER_MS = 200;

export type ClusterPage = NonNullable<K8sClustersQuery['k8sClusters']>;
export type ListedCluster = ClusterPage['nodes'][number];

export type ClusterList = {
  /** The newest page there is: while another one is read, the one before. Null until one was read. */
  readonly page: ClusterPage | null;
  readonly errors: readonly AppError[];
  /** Whether the page is another one than that which is asked for. */
  readonly outdated: boolean;
  readonly refresh: () => void;
  /** Something has changed in Kubernetes: the page is read again, one reading at a time. */
  readonly touch: () => void;
};

/**
 * A page of the list of clusters. The server filters, sorts and cuts it; whatever changes in Kubernetes is told by feeds
 * (`touch`), so that order, number and contents stay true.
 */
export function useClusterList(view: ListView): ClusterList {
  const reading = useReading(K8sClustersDocument, {
    filter: filterOf(view),
    order: orderOf(view),
    first: PAGE_SIZE,
    after: view.after,
  });
  const [page, setPage] = useState<ClusterPage | null>(null);
  const [touched, setTouched] = useState(false);
  const read = reading.data?.k8sClusters ?? null;
  if (read !== null && read !== page) {
    setPage(read);
  }

  const again = useEffectEvent(() => {
    setTouched(false);
    reading.refresh();
  });
  const { loading } = reading;
  useEffect(() => {
    if (!touched || loading) {
      return undefined;
    }
    const timer = setTimeout(again, GATHER_MS);
    return () => clearTimeout(timer);
  }, [touched, loading]);

  return {
    page: read ?? page,
    errors: reading.errors,
    outdated: read === null,
    refresh: reading.refresh,
    touch: () => setTouched(true),
  };
}
