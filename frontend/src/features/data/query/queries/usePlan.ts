import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { RecordQueryInput } from '@/gql/schema';
import { type AppError, toAppError } from '@/shared/errors/appError';
import type { PlanPanel_PlanFragment } from '../components/PlanPanel.generated';
import { ExplainPlanDocument } from './explain.generated';

/** The plan is asked for once typing rests. */
const REST_MS = 400;

export type Plan = {
  /** What the answer is about, as JSON; null while nothing was asked. */
  readonly asked: string | null;
  readonly plan: PlanPanel_PlanFragment | null;
  readonly error: AppError | null;
};

const NOTHING: Plan = { asked: null, plan: null, error: null };

/** How a query would be run. The plan of the query before stays in sight until the next one is there. */
export function usePlan(query: RecordQueryInput | null): { readonly plan: Plan; readonly again: () => void } {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Plan>(NOTHING);
  const asked = query === null ? null : JSON.stringify(query);
  useEffect(() => {
    if (asked === null) {
      return;
    }
    const aborter = new AbortController();
    const settle = (next: Omit<Plan, 'asked'>) => {
      if (!aborter.signal.aborted) {
        setAnswer({ asked, ...next });
      }
    };
    const ask = async () => {
      try {
        const { data, error } = await client.query({
          query: ExplainPlanDocument,
          variables: { query: JSON.parse(asked) as RecordQueryInput },
          fetchPolicy: 'no-cache',
          context: { fetchOptions: { signal: aborter.signal }, queryDeduplication: false },
        });
        settle({ plan: data?.explainQuery ?? null, error: toAppError(error) });
      } catch (cause) {
        settle({ plan: null, error: toAppError(cause) });
      }
    };
    const timer = setTimeout(() => void ask(), REST_MS);
    return () => {
      clearTimeout(timer);
      aborter.abort();
    };
  }, [client, asked, attempt]);
  return {
    plan: asked === null ? NOTHING : answer,
    again: () => setAttempt((count) => count + 1),
  };
}
