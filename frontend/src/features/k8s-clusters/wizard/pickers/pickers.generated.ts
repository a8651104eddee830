import type * as Types from '../../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type K8sSecretNamesQueryVariables = Types.Exact<{
  context?: Types.InputMaybe<Types.Scalars['String']['input']>;
  namespace: Types.Scalars['String']['input'];
}>;


export type K8sSecretNamesQuery = { k8sSecrets?: Array<{ __typename: 'K8sSecret', name: string, keys: Array<string> }> | null };

export type K8sNodeChoicesQueryVariables = Types.Exact<{
  context?: Types.InputMaybe<Types.Scalars['String']['input']>;
}>;


export type K8sNodeChoicesQuery = { k8sNodes?: Array<{ __typename: 'K8sNode', name: string, zone?: string | null, region?: string | null, isReady?: boolean | null, isCordoned: boolean, taints: Array<string> }> | null };


export const K8sSecretNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sSecretNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"context"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"namespace"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sSecrets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"context"},"value":{"kind":"Variable","name":{"kind":"Name","value":"context"}}},{"kind":"Argument","name":{"kind":"Name","value":"namespace"},"value":{"kind":"Variable","name":{"kind":"Name","value":"namespace"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"keys"}}]}}]}}]} as unknown as DocumentNode<K8sSecretNamesQuery, K8sSecretNamesQueryVariables>;
export const K8sNodeChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"K8sNodeChoices"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"context"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"k8sNodes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"context"},"value":{"kind":"Variable","name":{"kind":"Name","value":"context"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"zone"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"isReady"}},{"kind":"Field","name":{"kind":"Name","value":"isCordoned"}},{"kind":"Field","name":{"kind":"Name","value":"taints"}}]}}]}}]} as unknown as DocumentNode<K8sNodeChoicesQuery, K8sNodeChoicesQueryVariables>;