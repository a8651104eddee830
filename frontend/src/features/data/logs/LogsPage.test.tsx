import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import { LogsPage } from './LogsPage';

function node(name: string, level: string) {
  return {
    __typename: 'NodeLogSinks',
    node: name,
    problem: null,
    sinks: [
      {
        __typename: 'LogSink',
        id: 0,
        name: '/var/log/aerospike.log',
        contexts: [
          { __typename: 'LogContext', name: 'misc', level: 'INFO' },
          { __typename: 'LogContext', name: 'query', level },
        ],
      },
    ],
  };
}

async function openLogs(search = '') {
  const view = renderAt('/connections/:connectionId/logs', `/connections/c1/logs${search}`, <LogsPage />);
  await waitFor(() => expect(view.gateway.of('LogSinks')).toHaveLength(1));
  act(() => view.gateway.last('LogSinks').answer({ logSinks: [node('A1', 'INFO'), node('A2', 'DEBUG')] }));
  return view;
}

describe('logs', () => {
  it('shows the level of each context on each node, and narrows to what differs', async () => {
    const { router } = await openLogs();
    const row = await screen.findByRole('row', { name: /query differs info debug/ });
    expect(row).toBeInTheDocument();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Differing' }));
    expect(router.state.location.search).toBe('?only=differing');
    expect(screen.queryByRole('row', { name: /misc/ })).toBeNull();
  });

  it('changes a level on the chosen nodes and tells what each logs now', async () => {
    const { gateway } = await openLogs('?context=query');
    const drawer = await screen.findByRole('dialog', { name: /query/ });
    expect(within(drawer).getByRole('radio', { name: 'info' })).toBeChecked();
    await userEvent.click(within(drawer).getByRole('radio', { name: 'detail' }));
    await userEvent.click(within(drawer).getByRole('checkbox', { name: 'A2' }));
    await userEvent.click(within(drawer).getByRole('button', { name: 'Change on 1 node' }));
    expect(gateway.last('SetLogLevel').variables).toEqual({
      input: { connectionId: 'c1', sink: 0, context: 'query', level: 'DETAIL', nodes: ['A1'] },
    });
    act(() =>
      gateway.last('SetLogLevel').answer({
        setLogLevel: {
          __typename: 'SetLogLevelPayload',
          results: [
            {
              __typename: 'SetLogLevelResult',
              node: 'A1',
              outcome: 'APPLIED',
              level: 'DETAIL',
              problem: null,
            },
          ],
        },
      }),
    );
    expect(await screen.findByRole('row', { name: 'A1 detail applied' })).toBeInTheDocument();
    await waitFor(() => expect(gateway.of('LogSinks')).toHaveLength(2));
  });

  it('changes all contexts at once', async () => {
    const { gateway, router } = await openLogs();
    await userEvent.click(await screen.findByRole('button', { name: 'Set all contexts…' }));
    expect(router.state.location.search).toBe('?context=any');
    const drawer = await screen.findByRole('dialog', { name: /All contexts/ });
    await userEvent.click(within(drawer).getByRole('radio', { name: 'warning' }));
    await userEvent.click(within(drawer).getByRole('button', { name: 'Change on 2 nodes' }));
    expect(gateway.last('SetLogLevel').variables).toEqual({
      input: { connectionId: 'c1', sink: 0, context: 'any', level: 'WARNING' },
    });
  });

  it('says when there is no such sink', async () => {
    await openLogs('?sink=7');
    expect(await screen.findByText('No such sink')).toBeInTheDocument();
  });
});
