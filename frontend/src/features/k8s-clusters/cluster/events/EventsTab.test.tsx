import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { AT } from '../../fixtures';
import { EventsTab } from './EventsTab';

const EVENT = {
  __typename: 'K8sEvent',
  id: 'a',
  category: 'SCALING',
  count: 3,
  firstAt: '2026-01-01T00:00:00Z',
  lastAt: '2026-01-01T00:05:00Z',
  message: 'Scaling up to 4',
  objectKind: 'AerospikeCluster',
  objectName: 'main',
  reason: 'ScaleUp',
  source: 'aerospikecluster-controller',
  warning: false,
};
const OTHER = { ...EVENT, id: 'b', category: 'NETWORK', reason: 'ServiceCreated', message: 'Made a service' };

it('is a timeline that comes alive, and is narrowed by chips which the address keeps', async () => {
  const { gateway, router } = renderAt('/c', '/c?events=SCALING', <EventsTab at={AT} />);
  await waitFor(() => expect(gateway.of('K8sClusterEvents')).toHaveLength(1));
  const feed = gateway.last('K8sClusterEvents');
  const tell = (events: object[], envelope = {}) =>
    act(() => feed.answer(feedItem('k8sEvents', 'K8sEventsChanged', { events }, envelope)));
  tell([EVENT]);
  expect(screen.getByRole('checkbox', { name: 'Scaling 1' })).toBeChecked();
  expect(screen.getByText('3 times')).toBeInTheDocument();
  tell([OTHER], { kind: 'CHANGE', version: 2 });
  expect(screen.getByText('1 of 2 events')).toBeInTheDocument();
  expect(screen.queryByText('Made a service')).not.toBeInTheDocument();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Network 1' }));
  expect(screen.getByText('Made a service')).toBeInTheDocument();
  expect(router.state.location.search).toBe('?events=SCALING%2CNETWORK');
  expect(screen.getByRole('button', { name: 'Export' })).toBeEnabled();
});

it('says why there is none to be seen', async () => {
  const { gateway } = renderAt('/c', '/c', <EventsTab at={AT} />);
  await waitFor(() => expect(gateway.of('K8sClusterEvents')).toHaveLength(1));
  act(() =>
    gateway
      .last('K8sClusterEvents')
      .refuse({ message: 'Events may not be listed.', extensions: { code: 'FORBIDDEN' } }),
  );
  expect(await screen.findByText('Events may not be listed.')).toBeInTheDocument();
});
