import { useQuery } from '@apollo/client/react';
import { QueryPlacesDocument } from './query.generated';

/** The namespaces of a cluster and their sets, as far as they are known. */
export type Places = {
  readonly namespaces: readonly string[];
  readonly sets: ReadonlyMap<string, readonly string[]>;
};

/** What can be chosen from. Names that are not there can be typed, so that a part of the cluster that is silent stops nobody. */
export function usePlaces(connectionId: string): Places {
  const { data } = useQuery(QueryPlacesDocument, { variables: { connectionId } });
  const namespaces = data?.cluster?.namespaces ?? [];
  return {
    namespaces: namespaces.map(({ name }) => name),
    sets: new Map(namespaces.map(({ name, sets }) => [name, (sets ?? []).map((set) => set.name)])),
  };
}
