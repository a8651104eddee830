import { act, waitFor } from '@testing-library/react';
import type { GraphQLFormattedError } from 'graphql';
import type { ComponentType } from 'react';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { AT } from '../../fixtures';
import type { TabProps } from '../tabs';

/** A part of the page with what its feed tells, for tests. */
export async function openPart(
  Tab: ComponentType<TabProps>,
  feed: string,
  cluster: object,
  errors?: readonly GraphQLFormattedError[],
) {
  const view = renderAt('/c', '/c', <Tab at={AT} />);
  await waitFor(() => {
    if (view.gateway.of(feed).length !== 1) throw new Error(`${feed} was not asked for`);
  });
  const item = { cluster: { __typename: 'K8sCluster', name: 'main', ...cluster } };
  act(() => view.gateway.last(feed).answer(feedItem('k8sCluster', 'K8sClusterChanged', item), errors));
  return view;
}

/** What an error left null in the answer of a feed. */
export function gap(field: string, message: string): GraphQLFormattedError {
  return {
    message,
    path: ['k8sCluster', 'cluster', ...field.split('.')],
    extensions: { code: 'FORBIDDEN' },
  };
}
