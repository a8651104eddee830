import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';
import { UNLIMITED } from './quota';

type Usage = {
  readonly quota?: string | null;
  readonly singleRecordRate?: string | null;
  readonly queryRate?: string | null;
  readonly limitlessQueries?: string | null;
};

/** Why a rate or a quota is unknown. */
export const NOT_TOLD = 'The node does not tell: it counts where quotas are switched on';

/** Records a second by whatever command; null when neither is told. */
export function rateOf({ singleRecordRate, queryRate }: Usage): string | null {
  const told = [singleRecordRate, queryRate].filter(isKnown);
  return told.length === 0 ? null : String(told.reduce((sum, rate) => sum + BigInt(rate), 0n));
}

/** A quota for people: `1,000/s`, or that there is none. */
export function quotaText(quota: string): string {
  return quota === UNLIMITED ? 'no limit' : `${formatInt64(quota)}/s`;
}

/** `120/s of 1,000/s`, as far as it is told; null when nothing is. */
export function usageText(usage: Usage | null | undefined): string | null {
  if (!isKnown(usage)) {
    return null;
  }
  const rate = rateOf(usage);
  if (rate === null) {
    return null;
  }
  const { quota } = usage;
  const isLimited = isKnown(quota) && quota !== UNLIMITED;
  return isLimited ? `${formatInt64(rate)} of ${quotaText(quota)}` : `${formatInt64(rate)}/s`;
}
