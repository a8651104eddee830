import { useApolloClient } from '@apollo/client/react';
import { useEffect, useState } from 'react';
import type { RecordQueryInput } from '@/gql/schema';
import { type JobDetail, useJob } from '../feeds/useJobs';
import { isOver } from '../model/jobWords';
import { CancelJobDocument, RemoveJobDocument } from '../mutations/control.generated';
import { StartCountDocument } from '../mutations/start.generated';

export type Count = {
  /** The job that counts; null before it has begun. */
  readonly job: JobDetail | null;
  /** How many records the query finds; null until all are counted. */
  readonly matched: string | null;
  readonly error: unknown;
  /** Counts anew. */
  readonly again: () => void;
};

type Started = { readonly request: string; readonly id: string | null; readonly error: unknown };

/**
 * Counts the records a query finds for as long as it is on the screen; null counts nothing. The job that does it is this
 * screen's own: it is cancelled with it, and taken off the list when it is over.
 */
export function useCount(query: RecordQueryInput | null): Count {
  const client = useApolloClient();
  const [attempt, setAttempt] = useState(0);
  const [started, setStarted] = useState<Started | null>(null);
  const request = query === null ? null : `${String(attempt)} ${JSON.stringify(query)}`;
  const id = started?.request === request ? started.id : null;
  const feed = useJob(id);
  const job = feed.state?.job?.id === id ? feed.state.job : null;
  const over = job !== null && isOver(job.phase);

  useEffect(() => {
    if (request === null) {
      return undefined;
    }
    let left = false;
    let begun: string | null = null;
    const cancel = (which: string) =>
      void client
        .mutate({ mutation: CancelJobDocument, variables: { input: { id: which } }, fetchPolicy: 'no-cache' })
        .catch(isOverAlready);
    const input = { query: JSON.parse(request.slice(request.indexOf(' ') + 1)) as RecordQueryInput };
    client.mutate({ mutation: StartCountDocument, variables: { input }, fetchPolicy: 'no-cache' }).then(
      ({ data }) => {
        begun = data.startCount.job.id;
        if (!left) {
          setStarted({ request, id: begun, error: null });
        } else {
          cancel(begun);
        }
      },
      (error: unknown) => setStarted({ request, id: null, error }),
    );
    return () => {
      left = true;
      if (begun !== null) {
        cancel(begun);
      }
    };
  }, [client, request]);

  useEffect(() => {
    if (over && id !== null) {
      void client
        .mutate({ mutation: RemoveJobDocument, variables: { input: { id } }, fetchPolicy: 'no-cache' })
        .catch(isOverAlready);
    }
  }, [client, id, over]);

  return {
    job,
    matched: job?.phase === 'SUCCEEDED' ? job.counts.matched : null,
    error: started?.request === request ? (started.error ?? feed.error) : null,
    again: () => setAttempt((count) => count + 1),
  };
}

/** Ending a count that has ended, or taking it off a list that lost it, is refused, and there is nothing to do about it. */
function isOverAlready(): void {
  return undefined;
}
