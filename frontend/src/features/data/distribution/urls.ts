import type { DistributionKind } from '@/gql/schema';
import { oneOf } from '../urls';

export const DISTRIBUTION_KINDS = ['TTL', 'OBJECT_SIZE'] as const satisfies readonly DistributionKind[];

/** The part of a namespace's address that says which distribution is shown. */
export type DistributionView = {
  readonly kind: DistributionKind;
  /** Null for every record of the namespace. */
  readonly set: string | null;
};

export function distributionSearch({ kind, set }: DistributionView): URLSearchParams {
  const search = new URLSearchParams();
  if (kind !== 'TTL') {
    search.set('distribution', kind.toLowerCase());
  }
  if (set !== null) {
    search.set('set', set);
  }
  return search;
}

export function readDistributionView(search: URLSearchParams): DistributionView {
  return {
    kind: oneOf(DISTRIBUTION_KINDS, search.get('distribution')?.toUpperCase(), 'TTL'),
    set: search.get('set'),
  };
}
