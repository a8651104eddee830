import { useQuery } from '@apollo/client/react';
import { PlacesDocument } from './places.generated';

export type Places = {
  readonly namespaces: readonly string[];
  /** Names of the sets of a namespace, as far as the nodes tell. */
  readonly setsOf: (namespace: string) => readonly string[];
};

/**
 * Namespaces and sets to choose from. Names that are not there can be typed, so that a part of the cluster that is silent stops
 * nobody.
 */
export function usePlaces(connectionId: string): Places {
  const { data } = useQuery(PlacesDocument, {
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
