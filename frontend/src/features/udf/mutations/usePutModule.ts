import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type AppError, toAppError } from '@/shared/errors/appError';
import { notifyDone } from '@/shared/ui/notify';
import { putText } from '../model/moduleWords';
import { PutModuleDocument } from './modules.generated';

type Put = {
  readonly name: string;
  readonly text: string;
  /** The hash of the module this one is to replace; null when there shall be none yet. */
  readonly expectedHash: string | null;
};

export type PutModule = {
  /** Sent, and not yet on all nodes. */
  readonly busy: boolean;
  readonly error: AppError | null;
  readonly clear: () => void;
  /** Whether it was taken; if not, `error` tells why, and is the answer. */
  readonly put: (put: Put) => Promise<AppError | null>;
};

/** Puts a module, and waits until all nodes have it or the gateway waits no longer. */
export function usePutModule(connectionId: string): PutModule {
  const [mutate] = useMutation(PutModuleDocument, { fetchPolicy: 'no-cache' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  return {
    busy,
    error,
    clear: () => setError(null),
    put: async ({ name, text, expectedHash }) => {
      setBusy(true);
      setError(null);
      try {
        const { data } = await mutate({
          variables: { input: { connectionId, name, source: { text }, expectedHash } },
        });
        const { module, nodesBehind } = data.putUdfModule;
        notifyDone(putText(name, module.nodes.length, nodesBehind));
        return null;
      } catch (cause) {
        const failure = toAppError(cause);
        setError(failure);
        return failure;
      } finally {
        setBusy(false);
      }
    },
  };
}
