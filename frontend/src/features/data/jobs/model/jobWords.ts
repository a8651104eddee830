import type { MantineColor } from '@mantine/core';
import type { JobKind, JobPhase } from '@/gql/schema';
import { formatInt64 } from '@/shared/format/int64';
import { isKnown } from '@/shared/lib/known';

export const KIND_LABELS: Readonly<Record<JobKind, string>> = {
  BACKGROUND_UDF: 'Call function',
  BULK_COPY: 'Copy',
  BULK_DELETE: 'Delete',
  BULK_TOUCH: 'Touch',
  BULK_UPDATE: 'Change bins',
  COUNT: 'Count',
  EXPORT: 'Export',
  IMPORT: 'Import',
  SAMPLE_DATA: 'Sample data',
  TRUNCATE: 'Truncate',
};

type PhaseLook = { readonly label: string; readonly color: MantineColor };

export const PHASES: Readonly<Record<JobPhase, PhaseLook>> = {
  QUEUED: { label: 'waiting', color: 'gray' },
  RUNNING: { label: 'running', color: 'blue' },
  PAUSED: { label: 'paused', color: 'yellow' },
  CANCELLING: { label: 'stopping', color: 'orange' },
  SUCCEEDED: { label: 'done', color: 'teal' },
  FAILED: { label: 'failed', color: 'red' },
  CANCELLED: { label: 'cancelled', color: 'gray' },
  INTERRUPTED: { label: 'interrupted', color: 'orange' },
};

const OVER: ReadonlySet<JobPhase> = new Set(['SUCCEEDED', 'FAILED', 'CANCELLED', 'INTERRUPTED']);

/** Whether nothing more happens. */
export function isOver(phase: JobPhase): boolean {
  return OVER.has(phase);
}

type Work = { readonly done: string; readonly total?: string | null };

/** How much is done, in records: `1,200 of 10,000`, or what there is while nobody knows how much there will be. */
export function doneText({ done, total }: Work): string {
  return isKnown(total) ? `${formatInt64(done)} of ${formatInt64(total)}` : formatInt64(done);
}

type Counts = {
  readonly matched: string;
  readonly succeeded: string;
  readonly skipped: string;
  readonly failed: string;
  readonly inDoubt: string;
};

/** Those fates some record had that need someone: `3 failed, 1 in doubt`; empty when none had. */
export function troubleText({ failed, inDoubt }: Counts): string {
  const parts = [
    [failed, 'failed'],
    [inDoubt, 'in doubt'],
  ] as const;
  return parts
    .filter(([number]) => number !== '0')
    .map(([number, words]) => `${formatInt64(number)} ${words}`)
    .join(', ');
}
