import { useMutation } from '@apollo/client/react';
import type { Problem, TtlInput } from '@/gql/schema';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { isKnown } from '@/shared/lib/known';
import type { RowOutcome, RowResult } from '../model/bulk';
import type { TtlInputValue } from '../model/ttl';
import type { RecordRow } from '../queries/useRecordPages';
import { DeleteRecordsDocument, TouchRecordsDocument } from './manyRecords.generated';

/** One request for many records. It answers for each of them, also when the request as a whole failed; it never throws. */
export type Many = {
  readonly results: readonly RowResult<RecordRow>[];
  /** False when the request failed as a whole: asking on would fail, too. */
  readonly goOn: boolean;
};

type Options = { readonly connectionId: string; readonly anyGeneration: boolean };

/** Deletes and touches by list. Unless told otherwise, a record that changed since it was loaded is left alone. */
export function useManyRecords() {
  const [deleteRecords] = useMutation(DeleteRecordsDocument, { fetchPolicy: 'no-cache' });
  const [touchRecords] = useMutation(TouchRecordsDocument, { fetchPolicy: 'no-cache' });

  return {
    remove: (records: readonly RecordRow[], options: Options) =>
      ask(records, async () => {
        const input = { connectionId: options.connectionId, records: records.map(entryOf(options)) };
        const { data } = await deleteRecords({ variables: { input } });
        return data.deleteRecords.results.map(({ index, problem, deleted }) => ({
          index,
          problem,
          outcome: { is: deleted === false ? 'missing' : 'done' } as const,
          change: {},
        }));
      }),
    touch: (records: readonly RecordRow[], ttl: TtlInputValue, options: Options) =>
      ask(records, async () => {
        const entries = records
          .map(entryOf(options))
          .map((entry) => ({ ...entry, ttl: ttl satisfies TtlInput }));
        const input = { connectionId: options.connectionId, records: entries };
        const { data } = await touchRecords({ variables: { input } });
        return data.touchRecords.results.map(({ index, problem, generation, ttl: lives }) => ({
          index,
          problem,
          outcome: { is: 'done' } as const,
          change: { ...(isKnown(generation) && { generation }), ...(isKnown(lives) && { ttl: lives }) },
        }));
      }),
  };
}

/** A listed record is named by its digest, which is certain also where the server did not store its key. */
function entryOf({ anyGeneration }: Options) {
  return ({ key, generation }: RecordRow) => ({
    key: { namespace: key.namespace, set: key.set ?? null, userKey: { digest: key.digest } },
    ...(anyGeneration ? {} : { expectedGeneration: generation }),
  });
}

type Answer = {
  readonly index: number;
  readonly problem?: Pick<Problem, 'code' | 'message' | 'details'> | null;
  readonly outcome: RowOutcome;
  readonly change: Partial<RecordRow>;
};

async function ask(records: readonly RecordRow[], send: () => Promise<readonly Answer[]>): Promise<Many> {
  try {
    const byIndex = new Map((await send()).map((answer) => [answer.index, answer]));
    return { results: records.map((record, index) => settle(record, byIndex.get(index))), goOn: true };
  } catch (cause) {
    const { code, message } = toAppError(cause) ?? UNANSWERED;
    const inDoubt = IN_DOUBT.has(code);
    const text = inDoubt ? `${message} Whether it was done is not known.` : message;
    const outcome: RowOutcome = { is: 'failed', code, message: text, inDoubt };
    return { results: records.map((record) => ({ record, outcome })), goOn: false };
  }
}

/** Codes of a request that may have been carried out all the same. */
const IN_DOUBT: ReadonlySet<AppError['code']> = new Set([
  'OFFLINE',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL',
  'UNKNOWN',
]);
const UNANSWERED = { code: 'UNKNOWN', message: 'The gateway did not answer.' } as const;

function isInDoubt(details: unknown): boolean {
  return typeof details === 'object' && details !== null && 'inDoubt' in details && details.inDoubt === true;
}

const NO_WORD = 'The gateway did not say what became of it.';

function settle(record: RecordRow, answer: Answer | undefined): RowResult<RecordRow> {
  if (answer === undefined) {
    return { record, outcome: { is: 'failed', code: 'UNKNOWN', message: NO_WORD, inDoubt: true } };
  }
  const { problem } = answer;
  if (!isKnown(problem)) {
    return { record, outcome: answer.outcome, newest: { ...record, ...answer.change } };
  }
  return {
    record,
    outcome:
      problem.code === 'NOT_FOUND'
        ? { is: 'missing' }
        : {
            is: 'failed',
            code: problem.code,
            message: problem.message,
            inDoubt: isInDoubt(problem.details),
          },
  };
}
