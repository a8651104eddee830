import type * as Types from '../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type K8sContextChoicesQueryVariables = Types.Exact<{ [key: string]: never; }>;


export type K8sContextChoicesQuery = { k8sContexts?: Array<{ __typename: 'K8sContext', name: string, isDefault: boolean, defaultNamespace?: string | null }> | null };

export type K8sNamespaceChoicesQueryVariables = Types.Exact<{
  context?: Types.InputMaybe<Types.Scalars['String']['input']>;
}>;


export type K8sNamespaceChoicesQuery = { k8sNamespaces?: Array<{ __typename: 'K8sNamespace', name: string, isTerminating: boolean }> | null };

export type K8sImageChoicesQueryVariables = Types.Exact<{
  context?: Types.InputMaybe<Types.Scalars['String']['input']>;
}>;


export type K8sImageChoicesQuery = { k8sImages?: Array<{ __typename: 'K8sImage', image: string, clusters: number }> | null };

export type K8sStorageClassChoicesQueryVariables = Types.Exact<{
  context?: Types.InputMaybe<Types.Scalars['String']['input']>;
}>;


export type K8sStorageClassChoicesQuery = { k8sStorageClasses?: Array<{ __typename: 'K8sStorageClass', name: string, isDefault: boolean, bindingMode: string }> | null };

export type K8sTemplateChoicesQueryVariables = Types.Exact<{
  filter?: Types.InputMaybe<Types.K8sTemplateFilter>;
}>;


export type K8sTemplateChoicesQuery = { k8sTemplates?: { __typename: 'K8sTemplateConnection', nodes: Array<{ __typename: 'K8sTemplate', id: string, name: string, spec?: { __typename: 'AerospikeClusterTemplateSpec', description?: string | null, image?: string | null, size?: number | null } | null }> } | null };

export type K8sClusterChoicesQueryVariables = Types.Exact<{
  filter?: Types.InputMaybe<Types.K8sClusterFilter>;
}>;


export type K8sClusterChoicesQuery = { k8sClusters?: { __typename: 'K8sClusterConnection', nodes: Array<{ __typename: 'K8sCluster', id: string, namespace: string, name: string, wantedSize?: number | null, wantedImage?: string | null }> } | null };


export const K8sContextChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sContextChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sContexts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"defaultNamespace"}}]}}]}}]} as unknown as DocumentNode<K8sContextChoicesQuery, K8sContextChoicesQueryVariables>;
export const K8sNamespaceChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sNamespaceChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"context"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sNamespaces"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"context"},"value":{"kind":"Variable","name":{"kind":"Name","value":"context"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isTerminating"}}]}}]}}]} as unknown as DocumentNode<K8sNamespaceChoicesQuery, K8sNamespaceChoicesQueryVariables>;
export const K8sImageChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sImageChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"context"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sImages"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"context"},"value":{"kind":"Variable","name":{"kind":"Name","value":"context"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"}},{"kind":"Field","name":{"kind":"Name","value":"clusters"}}]}}]}}]} as unknown as DocumentNode<K8sImageChoicesQuery, K8sImageChoicesQueryVariables>;
export const K8sStorageClassChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sStorageClassChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"context"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sStorageClasses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"context"},"value":{"kind":"Variable","name":{"kind":"Name","value":"context"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"isDefault"}},{"kind":"Field","name":{"kind":"Name","value":"bindingMode"}}]}}]}}]} as unknown as DocumentNode<K8sStorageClassChoicesQuery, K8sStorageClassChoicesQueryVariables>;
export const K8sTemplateChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sTemplateChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"K8sTemplateFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sTemplates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"spec"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"image"}},{"kind":"Field","name":{"kind":"Name","value":"size"}}]}}]}}]}}]}}]} as unknown as DocumentNode<K8sTemplateChoicesQuery, K8sTemplateChoicesQueryVariables>;
export const K8sClusterChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sClusterChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"K8sClusterFilter"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sClusters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"namespace"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"wantedSize"}},{"kind":"Field","name":{"kind":"Name","value":"wantedImage"}}]}}]}}]}}]} as unknown as DocumentNode<K8sClusterChoicesQuery, K8sClusterChoicesQueryVariables>;