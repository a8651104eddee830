import { useQuery } from '@apollo/client/react';
import { IndexPlacesDocument } from './places.generated';

export type Places = {
  readonly namespaces: readonly string[];
  /** Names of the sets of a namespace, as far as the nodes tell. */
  readonly setsOf: (namespace: string) => readonly string[];
};

/** Namespaces and sets to choose from. */
export function usePlaces(connectionId: string): Places {
  const { data } = useQuery(IndexPlacesDocument, {
    variables: { connectionId },
    fetchPolicy: 'no-cache',
    errorPolicy: 'all',
  });
  const namespaces = data?.cluster?.namespaces ?? [];
  return {
    namespaces: namespaces.map(({ name }) => name),
    setsOf: (namespace) =>
      namespaces.find(({ name }) => name === namespace)?.sets?.map(({ name }) => name) ?? [],
  };
}
