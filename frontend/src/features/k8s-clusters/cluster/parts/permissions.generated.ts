import type * as Types from '../../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Rights_ClusterFragment = { __typename: 'K8sCluster', permissions?: Array<{ __typename: 'K8sPermission', verb: string, resource: string, allowed: boolean }> | null };

export const Rights_ClusterFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Rights_cluster"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"K8sCluster"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"permissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"resource"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}}]} as unknown as DocumentNode<Rights_ClusterFragment, unknown>;