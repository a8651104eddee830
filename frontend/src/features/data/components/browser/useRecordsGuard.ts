import type { Location } from 'react-router';
import { type LeaveGuard, useLeaveGuard } from '@/shared/lib/useLeaveGuard';
import { readRecordsView } from '../../urls';

/** What leaving would lose on the page of records: an edit, or the rest of an action on many. */
export type RecordsGuard = LeaveGuard<'edit' | 'action'>;

/** Turning pages loses nothing and is not asked about. */
export function useRecordsGuard(): RecordsGuard {
  return useLeaveGuard((what, from, to) =>
    what === 'edit' ? openOf(from) !== openOf(to) : from.pathname !== to.pathname,
  );
}

/** The record a location shows in the editor, and where. */
function openOf({ pathname, search }: Location): string {
  return JSON.stringify([pathname, readRecordsView(new URLSearchParams(search)).open]);
}
