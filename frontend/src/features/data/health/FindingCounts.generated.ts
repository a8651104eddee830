import type * as Types from '../../../gql/schema';

import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type FindingCounts_CountsFragment = { __typename: 'FindingCounts', critical: number, warning: number, notice: number, unchecked: number };

export const FindingCounts_CountsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingCounts_counts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"FindingCounts"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"critical"}},{"kind":"Field","name":{"kind":"Name","value":"warning"}},{"kind":"Field","name":{"kind":"Name","value":"notice"}},{"kind":"Field","name":{"kind":"Name","value":"unchecked"}}]}}]} as unknown as DocumentNode<FindingCounts_CountsFragment, unknown>;