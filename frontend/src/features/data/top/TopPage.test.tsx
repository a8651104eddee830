import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { TopPage } from './TopPage';

function item(rates: readonly [reads: number | null, growth: number | null], version = 1) {
  const [reads, growth] = rates;
  return feedItem(
    'top',
    'TopChanged',
    {
      namespacesTotal: 30,
      setsTotal: 1,
      problems: [],
      namespaces: [
        {
          __typename: 'TopNamespace',
          name: 'test',
          objects: '12010',
          dataUsedBytes: '1048576',
          readsPerSecond: reads,
          writesPerSecond: reads === null ? null : 50,
          queriesPerSecond: 0,
        },
      ],
      sets: [
        {
          __typename: 'TopSet',
          namespace: 'test',
          name: 'users',
          objects: '10000',
          dataUsedBytes: '2048',
          objectsPerSecond: growth,
          bytesPerSecond: growth,
        },
      ],
    },
    { kind: version === 1 ? 'SNAPSHOT' : 'CHANGE', version },
  );
}

async function openTop(search = '') {
  const view = renderAt('/connections/:connectionId/top', `/connections/c1/top${search}`, <TopPage />);
  await waitFor(() => expect(view.gateway.of('TopFeed')).toHaveLength(1));
  return view;
}

describe('top', () => {
  it('shows rates as unknown until they are measured, then live', async () => {
    const { gateway } = await openTop();
    act(() => gateway.last('TopFeed').answer(item([null, null])));
    const namespace = await screen.findByRole('row', { name: /^test Not measured yet/ });
    expect(namespace).toHaveTextContent('12,010');
    act(() => gateway.last('TopFeed').answer(item([250, -3], 2)));
    expect(namespace).toHaveTextContent('test30025050012,0101 MiB');
    const set = screen.getByRole('row', { name: /^test.users/ });
    expect(set).toHaveTextContent('test.users-3-3 B10,0002 KiB');
    expect(screen.getByText('the first 1 of 30')).toBeInTheDocument();
  });

  it('asks the server for the order that the address names', async () => {
    const { gateway, router } = await openTop('?sets=objects');
    expect(gateway.last('TopFeed').variables).toMatchObject({
      namespacesBy: 'OPERATIONS_PER_SECOND',
      setsBy: 'OBJECTS',
    });
    act(() => gateway.last('TopFeed').answer(item([250, 3])));
    await userEvent.click(await screen.findByRole('button', { name: 'Writes/s' }));
    expect(router.state.location.search).toBe('?namespaces=writes_per_second&sets=objects');
    await waitFor(() =>
      expect(gateway.last('TopFeed').variables).toMatchObject({ namespacesBy: 'WRITES_PER_SECOND' }),
    );
  });

  it('tells that no node answers, and nothing that it does not know', async () => {
    const { gateway } = await openTop();
    const problem = { __typename: 'Problem', code: 'UNAVAILABLE', message: 'No node answers.', node: null };
    const nothing = { namespacesTotal: 0, setsTotal: 0, problems: [], namespaces: [], sets: [] };
    act(() => gateway.last('TopFeed').answer(feedItem('top', 'TopChanged', nothing, { problem })));
    expect(await screen.findByRole('alert')).toHaveTextContent('No node answers.');
    expect(screen.queryByText('No sets')).toBeNull();
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('holds still when told to, and stops asking', async () => {
    const { gateway } = await openTop();
    const first = gateway.last('TopFeed');
    act(() => first.answer(item([250, 3])));
    await screen.findByRole('row', { name: /^test 300/ });
    await userEvent.click(screen.getByRole('radio', { name: 'Hold still' }));
    await waitFor(() => expect(first.cancelled).toBe(true));
    expect(screen.getByRole('row', { name: /^test 300/ })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Live' }));
    await waitFor(() => expect(gateway.of('TopFeed')).toHaveLength(2));
  });
});
