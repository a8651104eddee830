import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { DuplicateRecordInput } from '@/gql/schema';
import { type AppError, toAppError } from '@/shared/errors/appError';
import type { RecordRow } from '../queries/useRecordPages';
import { DuplicateRecordDocument } from './duplicateRecord.generated';

export type Duplicate = {
  /** The copy; null when it is gone already. */
  readonly record: RecordRow | null;
  /** Bins that were copied by value, because a client does not see all that the server keeps with them. */
  readonly unsureBins: readonly string[];
};

export type DuplicateRecord = {
  readonly busy: boolean;
  readonly error: AppError | null;
  /** Null when it failed; `error` says why. */
  readonly duplicate: (input: DuplicateRecordInput) => Promise<Duplicate | null>;
  readonly forgetError: () => void;
};

/** Copies a record to a new key. */
export function useDuplicateRecord(): DuplicateRecord {
  const [duplicateRecord, { loading }] = useMutation(DuplicateRecordDocument, { fetchPolicy: 'no-cache' });
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy: loading,
    error,
    duplicate: async (input) => {
      setError(null);
      try {
        const { data } = await duplicateRecord({ variables: { input } });
        const { record, unsureBins } = data.duplicateRecord;
        return { record: record ?? null, unsureBins };
      } catch (cause) {
        setError(toAppError(cause));
        return null;
      }
    },
    forgetError: () => setError(null),
  };
}
