import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import { AT, permissions, pod } from '../../fixtures';
import { PodsTab } from './PodsTab';

const PODS = [
  pod('main-1-0'),
  pod('main-1-1', {
    state: null,
    status: null,
  }),
];

async function open(search: string, allowed = true) {
  const view = renderAt('/c', `/c${search}`, <PodsTab at={AT} />);
  await waitFor(() => expect(view.gateway.of('K8sClusterPods')).toHaveLength(1));
  const cluster = {
    __typename: 'K8sCluster',
    name: 'main',
    pods: PODS,
    permissions: permissions(allowed),
    spec: null,
  };
  act(() =>
    view.gateway.last('K8sClusterPods').answer(feedItem('k8sCluster', 'K8sClusterChanged', { cluster })),
  );
  return view;
}

describe('the pods of a cluster', () => {
  it('are shown with what the operator and Kubernetes say of each', async () => {
    await open('');
    const row = screen.getByRole('row', { name: /main-1-0/ });
    for (const text of [
      'node-1 · zone-a',
      'ready',
      'stable',
      '10.0.0.1:3000',
      'met',
      '75b9067e',
      'applied',
    ]) {
      expect(within(row).getByText(text)).toBeInTheDocument();
    }
    expect(within(screen.getByRole('row', { name: /main-1-1/ })).getByText('not there')).toBeInTheDocument();
  });

  it('are chosen in the address, and the chosen ones are restarted after a look at what happens', async () => {
    const { gateway, router } = await open('');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose main-1-0' }));
    expect(router.state.location.search).toBe('?pods=main-1-0');
    fireEvent.click(screen.getByRole('button', { name: 'Restart 1 pod…' }));
    await screen.findByRole('dialog', { name: 'Restart pods of main' });
    await waitFor(() => expect(gateway.of('RestartK8sPods')).toHaveLength(1), { timeout: 3_000 });
    expect(gateway.last('RestartK8sPods').variables).toMatchObject({
      input: { ...AT, restart: 'WARM', pods: ['main-1-0'], dryRun: true },
    });
  });

  it('are not restarted without the right, and it is named', async () => {
    const { gateway } = await open('', false);
    const button = screen.getByRole('button', { name: 'Restart all pods…' });
    expect(button).toHaveAccessibleDescription(/“patch aerospikeclusters.acko.io”/);
    fireEvent.click(button);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(gateway.of('RestartK8sPods')).toHaveLength(0);
  });

  it('have logs, which the address chooses; lines are found in them, and a pod that cannot be read says why', async () => {
    const { gateway, router } = await open(
      '?pods=main-1-0&log=open&tail=100&since=300&previous=yes&grep=warn',
    );
    await waitFor(() => expect(gateway.of('K8sPodLogs')).toHaveLength(1));
    const log = gateway.last('K8sPodLogs');
    expect(log.variables).toEqual({
      ...AT,
      pods: ['main-1-0'],
      container: null,
      tail: 100,
      sinceSeconds: 300,
      follow: false,
      previous: true,
      grep: 'warn',
    });
    const line = (text: string) => ({
      __typename: 'K8sLogLine',
      pod: 'main-1-0',
      at: '2026-01-01T00:00:00Z',
      text,
      cut: false,
    });
    const problem = { __typename: 'Problem', code: 'FORBIDDEN', message: 'No logs for you.', node: null };
    act(() =>
      log.answer({
        podLogs: {
          __typename: 'K8sLogLines',
          lines: [line('first words'), line('a WARNING')],
          ended: [{ __typename: 'K8sLogEnd', pod: 'main-1-0', problem }],
        },
      }),
    );
    await screen.findByText('2 lines');
    expect(screen.getByRole('log', { name: 'Log' })).toHaveTextContent('first words');
    expect(screen.getByText(/No logs for you/)).toBeInTheDocument();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Find in these lines' }), {
      target: { value: 'warning' },
    });
    await screen.findByText('1 of 2 lines');
    expect(screen.getByText('WARNING', { selector: 'mark' })).toBeInTheDocument();
    expect(router.state.location.search).toContain('find=warning');
  });
});
