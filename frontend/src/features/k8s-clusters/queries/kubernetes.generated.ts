import type * as Types from '../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type KubernetesQueryVariables = Types.Exact<{ [key: string]: never; }>;


export type KubernetesQuery = { features: { __typename: 'Features', kubernetes: boolean } };


export const KubernetesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Kubernetes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"features"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kubernetes"}}]}}]}}]} as unknown as DocumentNode<KubernetesQuery, KubernetesQueryVariables>;