import { useMutation } from '@apollo/client/react';
import { useState } from 'react';
import type { Asked } from './resync';
import { clusterKey } from './syncWords';
import { ResyncK8sTemplateDocument } from './template.generated';
import type { TemplateRef, TemplateUse } from './useTemplate';

/** Clusters of one call, as many as the server takes. */
export const MAX_AT_ONCE = 200;

export type Resync = {
  readonly busy: boolean;
  readonly error: unknown;
  /** What became of each cluster that was asked for, by its key; empty before. */
  readonly asked: ReadonlyMap<string, Asked>;
  readonly start: (clusters: readonly Pick<TemplateUse, 'namespace' | 'name'>[]) => Promise<void>;
};

/** Asks the operator to give clusters the template's present state. What follows comes with the feed of the template. */
export function useResync({ context, name }: TemplateRef): Resync {
  const [mutate] = useMutation(ResyncK8sTemplateDocument, { fetchPolicy: 'no-cache' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [asked, setAsked] = useState<ReadonlyMap<string, Asked>>(new Map());
  return {
    busy,
    error,
    asked,
    start: async (chosen) => {
      setBusy(true);
      setError(null);
      try {
        const clusters = chosen.map(({ namespace, name: cluster }) => ({ namespace, name: cluster }));
        const { data } = await mutate({ variables: { input: { context: context ?? null, name, clusters } } });
        const answers = data.resyncK8sTemplate.clusters;
        setAsked(
          (before) =>
            new Map([
              ...before,
              ...answers.map((one) => [clusterKey(one), { problem: one.problem?.message ?? null }] as const),
            ]),
        );
      } catch (cause) {
        setError(cause);
      } finally {
        setBusy(false);
      }
    },
  };
}
