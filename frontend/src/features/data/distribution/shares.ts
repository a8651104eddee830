import type { DistributionKind } from '@/gql/schema';
import { formatBytes } from '@/shared/format/bytes';
import { ratioInt64 } from '@/shared/format/int64';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';
import type { DistributionQuery } from './distribution.generated';

export type Distribution = NonNullable<DistributionQuery['distribution']>;
type Bucket = Distribution['buckets'][number];

export type Bar = {
  readonly label: string;
  readonly count: string;
  /** Of all records, 0 to 1. */
  readonly share: number;
  /** Of all records, with those of the bars before it. */
  readonly upTo: number;
};

/** The counts with what they are of the whole. */
export function barsOf({ buckets, kind }: Pick<Distribution, 'buckets' | 'kind'>): readonly Bar[] {
  const all = String(buckets.reduce((sum, { count }) => sum + BigInt(count), 0n));
  let before = 0n;
  return buckets.map((bucket) => {
    before += BigInt(bucket.count);
    return {
      label: rangeText(bucket, kind),
      count: bucket.count,
      share: ratioInt64(bucket.count, all) ?? 0,
      upTo: ratioInt64(String(before), all) ?? 0,
    };
  });
}

/** Where a share of the records lies at most: the end of the bucket in which it is reached. Null when it has none, or there are no records. */
export function boundOf(
  { buckets, kind }: Pick<Distribution, 'buckets' | 'kind'>,
  share: number,
): string | null {
  const bars = barsOf({ buckets, kind });
  const to = buckets[bars.findIndex(({ upTo }) => upTo >= share)]?.to;
  return isKnown(to) ? amount(to, kind) : null;
}

function rangeText({ from, to }: Bucket, kind: DistributionKind): string {
  return isKnown(to) ? `${amount(from, kind)} – ${amount(to, kind)}` : `${amount(from, kind)} and more`;
}

/** Seconds or bytes, in words. */
export function amount(value: string, kind: DistributionKind): string {
  return kind === 'TTL' ? formatDuration(Number(value)) : formatBytes(value);
}
