import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import { type ConnectionDraft, testInput } from '../model/draft';
import { TestConnectionDocument, type TestConnectionMutation } from '../mutations/connections.generated';

interface ConnectionTest {
  readonly testing: boolean;
  readonly result: TestConnectionMutation['testConnection'] | null;
  readonly error: unknown;
  readonly run: (draft: ConnectionDraft, id: string | null) => Promise<void>;
}

/** Tests a draft; the newest test's outcome is kept. */
export function useConnectionTest(): ConnectionTest {
  const [test, { loading }] = useMutation(TestConnectionDocument);
  const [outcome, setOutcome] = useState<Pick<ConnectionTest, 'result' | 'error'>>({
    result: null,
    error: null,
  });
  const run = async (draft: ConnectionDraft, id: string | null) => {
    setOutcome({ result: null, error: null });
    try {
      const { data } = await test({ variables: { input: testInput(draft, id) } });
      setOutcome({ result: data.testConnection, error: null });
    } catch (error) {
      setOutcome({ result: null, error });
    }
  };
  return { ...outcome, testing: loading, run };
}
