import type * as Types from '../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type K8sTemplateContextsQueryVariables = Types.Exact<{ [key: string]: never; }>;


export type K8sTemplateContextsQuery = { k8sContexts?: Array<{ __typename: 'K8sContext', name: string, isDefault: boolean, permissions?: Array<{ __typename: 'K8sPermission', resource: string, verb: string, allowed: boolean }> | null }> | null };


export const K8sTemplateContextsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sTemplateContexts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sContexts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"permissions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resource"}},{"kind":"Field","name":{"kind":"Name","value":"verb"}},{"kind":"Field","name":{"kind":"Name","value":"allowed"}}]}}]}}]}}]} as unknown as DocumentNode<K8sTemplateContextsQuery, K8sTemplateContextsQueryVariables>;