import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { NodesPage } from './NodesPage';

async function openNodes(search = '') {
  const view = renderAt('/connections/:connectionId/nodes', `/connections/c1/nodes${search}`, <NodesPage />);
  await waitFor(() => expect(view.gateway.of('NodeStatistics')).toHaveLength(1));
  act(() =>
    view.gateway.last('NodeStatistics').answer({
      nodeStatistics: {
        __typename: 'NodeStatistics',
        sampledAt: new Date().toISOString(),
        nodes: [
          { __typename: 'ComparedNode', id: 'A1', address: '10.0.0.1:3000', problem: null },
          { __typename: 'ComparedNode', id: 'A2', address: '10.0.0.2:3000', problem: null },
          {
            __typename: 'ComparedNode',
            id: 'A3',
            address: '10.0.0.3:3000',
            problem: { __typename: 'Problem', code: 'TIMEOUT', message: 'No answer within 2 s.', node: 'A3' },
          },
        ],
        statistics: [
          {
            __typename: 'NodeStatistic',
            name: 'uptime',
            values: ['9007199254740993', '12', null],
            differs: true,
          },
          { __typename: 'NodeStatistic', name: 'cluster_size', values: ['3', '3', null], differs: false },
        ],
      },
    }),
  );
  await screen.findByRole('table', { name: 'Statistics' });
  return view;
}

describe('nodes, compared', () => {
  it('stand side by side with exact numbers; a silent one is named and unknown', async () => {
    await openNodes();
    const row = screen.getByRole('row', { name: /uptime/ });
    expect(row).toHaveTextContent('9,007,199,254,740,993');
    expect(row).toHaveTextContent('differs');
    expect(row).toHaveTextContent('This node does not say');
    expect(screen.getByRole('alert')).toHaveTextContent('A3: No answer within 2 s.');
    expect(screen.getByRole('columnheader', { name: 'A1 10.0.0.1:3000' })).toBeInTheDocument();
  });

  it('are narrowed to what differs and to a text, in the address', async () => {
    const { router } = await openNodes('?only=differing');
    expect(screen.queryByRole('row', { name: /cluster_size/ })).toBeNull();
    expect(screen.getByText('1 of 2 statistics')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Differing' }));
    await userEvent.type(screen.getByRole('searchbox', { name: 'Search statistics' }), 'SIZE');
    expect(router.state.location.search).toBe('?q=SIZE');
    expect(within(screen.getByRole('table')).getAllByRole('row')).toHaveLength(2);
  });

  it('are asked for the namespace the address names, and again when told to', async () => {
    const { gateway } = await openNodes('?namespace=test');
    expect(gateway.last('NodeStatistics').variables).toEqual({ connectionId: 'c1', namespace: 'test' });
    await userEvent.click(screen.getByRole('button', { name: 'Read again' }));
    await waitFor(() => expect(gateway.of('NodeStatistics')).toHaveLength(2));
    expect(screen.getByRole('table', { name: 'Statistics' })).toBeInTheDocument();
  });
});
