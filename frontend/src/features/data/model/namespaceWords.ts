import { formatInt64 } from '@/shared/format/int64';
import { formatDuration } from '@/shared/format/time';
import { isKnown } from '@/shared/lib/known';

type Ttl = {
  readonly defaultSeconds?: string | null;
  readonly nsupPeriodSeconds?: string | null;
  readonly expirationEnabled?: boolean | null;
  readonly allowTtlWithoutNsup?: boolean | null;
  readonly defaultReadTouchPct?: number | null;
};

type Stops = {
  readonly stopWrites?: boolean | null;
  readonly clockSkewStopWrites?: boolean | null;
  readonly unavailablePartitions?: string | null;
  readonly deadPartitions?: string | null;
  readonly thresholds: readonly {
    readonly kind: string;
    readonly setting: string;
    readonly breached?: boolean | null;
  }[];
};

type Replication = {
  readonly replicationFactor?: number | null;
  readonly effectiveReplicationFactor?: number | null;
};

/** TTL settings as sentences. What is unknown is left unsaid. */
export function ttlSentences(ttl: Ttl): string[] {
  const sentences: string[] = [];
  if (isKnown(ttl.defaultSeconds)) {
    sentences.push(
      ttl.defaultSeconds === '0'
        ? 'Records written without a TTL never expire.'
        : `Records written without a TTL expire after ${formatDuration(Number(ttl.defaultSeconds))}.`,
    );
  }
  if (ttl.expirationEnabled === false || ttl.nsupPeriodSeconds === '0') {
    sentences.push(
      ttl.allowTtlWithoutNsup === true
        ? 'Expired records are not removed: the supervisor (nsup) is off, yet records with a TTL are accepted.'
        : 'The supervisor (nsup) is off: writes with a TTL are refused.',
    );
  } else if (isKnown(ttl.nsupPeriodSeconds)) {
    sentences.push(`Expired records are removed every ${formatDuration(Number(ttl.nsupPeriodSeconds))}.`);
  }
  if (isKnown(ttl.defaultReadTouchPct) && ttl.defaultReadTouchPct > 0) {
    sentences.push(`A read in the last ${String(ttl.defaultReadTouchPct)} % of a record's life renews it.`);
  }
  return sentences;
}

/** Why a namespace refuses writes; empty when it does not, or when no node said why. */
export function stopWritesReasons(namespace: Stops): string[] {
  const reasons: string[] = [];
  for (const threshold of namespace.thresholds) {
    if (threshold.breached === true && threshold.kind.startsWith('STOP_WRITES')) {
      reasons.push(`${threshold.setting} is passed.`);
    }
  }
  if (namespace.clockSkewStopWrites === true) {
    reasons.push('The clocks of the nodes differ too much.');
  }
  if (isKnown(namespace.unavailablePartitions) && namespace.unavailablePartitions !== '0') {
    reasons.push(`${formatInt64(namespace.unavailablePartitions)} partitions are unavailable.`);
  }
  if (isKnown(namespace.deadPartitions) && namespace.deadPartitions !== '0') {
    reasons.push(`${formatInt64(namespace.deadPartitions)} partitions are dead.`);
  }
  return reasons;
}

/** `2`, or `2 of 3 configured` while there are fewer nodes than copies asked for. Null when unknown. */
export function replicationText({
  replicationFactor,
  effectiveReplicationFactor,
}: Replication): string | null {
  const effective = effectiveReplicationFactor ?? replicationFactor;
  if (!isKnown(effective)) {
    return null;
  }
  return isKnown(replicationFactor) && replicationFactor !== effective
    ? `${String(effective)} of ${String(replicationFactor)} configured`
    : String(effective);
}
