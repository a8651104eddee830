import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { PutMode, TtlInput } from '@/gql/schema';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { type KeyRef, toUserKeyInput } from '../model/recordKey';
import { inSet, type SetOf } from '../model/recordSet';
import type { TtlInputValue } from '../model/ttl';
import type { Bins } from '../model/value';
import type { RecordRow } from '../queries/useRecordPages';
import { DeleteRecordDocument, PutRecordDocument, TouchRecordDocument } from './records.generated';

export type RecordTarget = {
  readonly connectionId: string;
  readonly namespace: string;
  /** Null for records that are in no set. */
  readonly set: string | null;
};

/** Where one record is; its set may not be known. */
export type RecordPlace = Omit<RecordTarget, 'set'> & { readonly set: SetOf };

export type Put = {
  readonly key: KeyRef;
  /** Changed bins; null removes one. */
  readonly bins: Bins;
  readonly mode: PutMode;
  /** The generation this edit began with; null for a new record. */
  readonly expectedGeneration: number | null;
  readonly ttl: TtlInputValue;
};

export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export type RecordMutations = {
  readonly busy: boolean;
  /** Answers null when the write removed the last bin, and with it the record. */
  readonly put: (put: Put) => Promise<Outcome<RecordRow | null>>;
  readonly touch: (
    key: KeyRef,
    ttl: TtlInputValue,
    expectedGeneration: number,
  ) => Promise<Outcome<RecordRow>>;
  readonly remove: (key: KeyRef, expectedGeneration: number) => Promise<Outcome<boolean>>;
};

/** The three writes of the editor. Each answers with an outcome; none throws. */
export function useRecordMutations({ connectionId, namespace, set }: RecordPlace): RecordMutations {
  const [putRecord] = useMutation(PutRecordDocument, { fetchPolicy: 'no-cache' });
  const [touchRecord] = useMutation(TouchRecordDocument, { fetchPolicy: 'no-cache' });
  const [deleteRecord] = useMutation(DeleteRecordDocument, { fetchPolicy: 'no-cache' });
  const [running, setRunning] = useState(0);
  const keyInput = (key: KeyRef) => ({ namespace, set: set ?? null, userKey: toUserKeyInput(key) });

  async function run<T>(write: () => Promise<T>): Promise<Outcome<T>> {
    setRunning((count) => count + 1);
    try {
      return { ok: true, value: await write() };
    } catch (cause) {
      return { ok: false, error: toAppError(cause) ?? noAnswer() };
    } finally {
      setRunning((count) => count - 1);
    }
  }

  return {
    busy: running > 0,
    put: ({ key, bins, mode, expectedGeneration, ttl }) =>
      run(async () => {
        const input = {
          connectionId,
          key: keyInput(key),
          bins,
          mode,
          ...(expectedGeneration === null ? {} : { expectedGeneration }),
          ttl: ttl satisfies TtlInput,
          // A record addressed by its digest keeps the user key the server already has, or has none.
          sendKey: key.kind !== 'digest',
        };
        const { record } = (await putRecord({ variables: { input } })).data.putRecord;
        return record ? inSet(record, set) : null;
      }),
    touch: (key, ttl, expectedGeneration) =>
      run(async () => {
        const input = { connectionId, key: keyInput(key), ttl, expectedGeneration };
        return inSet((await touchRecord({ variables: { input } })).data.touchRecord.record, set);
      }),
    remove: (key, expectedGeneration) =>
      run(async () => {
        const input = { connectionId, key: keyInput(key), expectedGeneration };
        return (await deleteRecord({ variables: { input } })).data.deleteRecord.deleted;
      }),
  };
}

function noAnswer(): AppError {
  return {
    code: 'UNKNOWN',
    message: 'The gateway did not say what became of the write.',
    requestId: null,
    path: [],
    details: null,
  };
}
