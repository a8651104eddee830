import { useQuery } from '@apollo/client/react';
import { isKnown } from '@/shared/lib/known';
import { PlaceObjectsDocument } from './place.generated';

type Place = { readonly connectionId: string; readonly namespace: string; readonly set: string | null };

export type Objects = {
  /** Records as the nodes' own statistics count them; null while unknown. */
  readonly objects: string | null;
  readonly loading: boolean;
};

/** How many records a set has, or a namespace, by the statistics of the nodes. */
export function useObjects({ connectionId, namespace, set }: Place): Objects {
  const { data, loading } = useQuery(PlaceObjectsDocument, {
    variables: { connectionId, namespace },
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
  });
  const found = data?.namespace;
  if (!isKnown(found)) {
    return { objects: null, loading };
  }
  const objects = set === null ? found.objects : found.sets?.find(({ name }) => name === set)?.objects;
  return { objects: objects ?? null, loading };
}
