import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { Entry } from './entries';
import { anEntry } from './fixtures';
import { OverviewPage } from './OverviewPage';

async function openOverview(entries: readonly Entry[], search = '') {
  const view = renderAt('/overview', `/overview${search}`, <OverviewPage />);
  await waitFor(() => expect(view.gateway.of('OverviewFeed')).toHaveLength(1));
  act(() =>
    view.gateway.last('OverviewFeed').answer(
      feedItem('overviewChanged', 'OverviewChanged', {
        order: entries.map(({ connectionId }) => connectionId),
        removedIds: [],
        entries,
      }),
    ),
  );
  return view;
}

const DEAD = anEntry({
  connectionId: 'c2',
  name: 'dead',
  health: 'DOWN',
  problem: { __typename: 'Problem', code: 'UNAVAILABLE', message: 'No node answers.', node: null },
  nodesAnswered: null,
  nodesTotal: null,
  builds: [],
  objects: null,
  dataUsedBytes: null,
  clientConnections: null,
  rates: null,
  findings: null,
  unknown: [{ __typename: 'OverviewGap', part: 'CLUSTER', reason: 'The cluster does not answer.' }],
});

describe('the overview page', () => {
  it('shows every cluster, a dead one with its reason and its numbers as unknown', async () => {
    await openOverview([anEntry(), DEAD]);
    const well = await screen.findByRole('row', { name: /^orders/ });
    expect(within(well).getByRole('link', { name: 'orders' })).toHaveAttribute(
      'href',
      '/connections/c1/dashboard',
    );
    expect(within(well).getByRole('link', { name: /^Health: 0 critical/ })).toHaveAttribute(
      'href',
      '/connections/c1/health',
    );
    expect(well).toHaveTextContent('3 of 3 nodes · 8.1.2.0');
    const dead = screen.getByRole('row', { name: /^dead/ });
    expect(dead).toHaveTextContent('No node answers.');
    expect(within(dead).getAllByText('The cluster does not answer.')).not.toHaveLength(0);
    expect(within(dead).queryByText('0')).toBeNull();
    expect(screen.getByText('2 clusters, 1 in need of attention')).toBeInTheDocument();
  });

  it('narrows by state and sorts by a column, both in the address', async () => {
    const { router } = await openOverview([anEntry(), DEAD], '?state=attention');
    await screen.findByRole('row', { name: /^dead/ });
    expect(screen.queryByRole('row', { name: /^orders/ })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'All 2' }));
    await userEvent.click(screen.getByRole('button', { name: 'State' }));
    expect(router.state.location.search).toBe('?sort=-state');
    const [, first] = screen.getAllByRole('row');
    expect(first).toHaveTextContent('dead');
    expect(screen.getByRole('columnheader', { name: 'State' })).toHaveAttribute('aria-sort', 'descending');
  });

  it('leads to the first connection when there is none', async () => {
    await openOverview([]);
    expect(await screen.findByRole('link', { name: 'Add a connection' })).toHaveAttribute(
      'href',
      '/connections/new',
    );
  });
});
