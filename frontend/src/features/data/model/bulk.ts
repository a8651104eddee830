import type { AppError } from '@/shared/errors/appError';
import { formatInt64 } from '@/shared/format/int64';

/** How many records go into one request of an action on many: few enough that progress is seen and Stop is soon. */
export const CHUNK = 100;

/** What became of one record. */
export type RowOutcome =
  | { readonly is: 'done' }
  /** It was not there any more. */
  | { readonly is: 'missing' }
  | {
      readonly is: 'failed';
      readonly code: AppError['code'];
      readonly message: string;
      /** No answer came: nobody knows whether it was done. */
      readonly inDoubt: boolean;
    };

export type RowResult<R> = {
  readonly record: R;
  readonly outcome: RowOutcome;
  /** Its newest state, where that is known. */
  readonly newest?: R;
};

type Failed<R> = RowResult<R> & { readonly outcome: { readonly is: 'failed' } };

export type Report<R> = {
  readonly done: readonly R[];
  readonly missing: readonly R[];
  /** Those that changed since they were loaded, so nothing was done. */
  readonly changed: readonly R[];
  /** Those that nobody answered for, so nobody knows. */
  readonly inDoubt: readonly Failed<R>[];
  readonly failed: readonly Failed<R>[];
  /** Those not tried, because the action was stopped or a whole request failed. */
  readonly untried: readonly R[];
};

/** Sorts results by what is said of them. A later result of a record takes the place of an earlier one. */
export function report<R>(records: readonly R[], results: readonly RowResult<R>[]): Report<R> {
  const last = new Map(results.map((result) => [result.record, result]));
  const present = [...last.values()];
  const those = (is: RowOutcome['is']) => present.filter(({ outcome }) => outcome.is === is);
  const failed = present.filter((result): result is Failed<R> => result.outcome.is === 'failed');
  const isChanged = ({ outcome }: RowResult<R>) => outcome.is === 'failed' && outcome.code === 'CONFLICT';
  return {
    done: those('done').map(({ record }) => record),
    missing: those('missing').map(({ record }) => record),
    changed: failed.filter(isChanged).map(({ record }) => record),
    inDoubt: failed.filter(({ outcome }) => outcome.inDoubt),
    failed: failed.filter((result) => !isChanged(result) && !result.outcome.inDoubt),
    untried: records.filter((record) => !last.has(record)),
  };
}

/** A report in a line: `200 deleted, 1 in doubt, 49 not tried`. */
export function reportText(past: string, report: Report<unknown>): string {
  const { done, missing, changed, inDoubt, failed, untried } = report;
  const parts = [
    [done.length, past],
    [missing.length, 'not found'],
    [changed.length, 'changed meanwhile'],
    [inDoubt.length, 'in doubt'],
    [failed.length, 'failed'],
    [untried.length, 'not tried'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${formatInt64(String(number))} ${words}`)
    .join(', ');
}

/** Cuts a list into pieces of at most `size`. */
export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
