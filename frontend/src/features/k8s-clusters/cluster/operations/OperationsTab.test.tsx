import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { AT, permissions } from '../../fixtures';
import { openPart } from '../parts/openPart';
import { OperationsTab } from './OperationsTab';

const STUCK = {
  __typename: 'K8sClusterOperation',
  id: 'ui-1',
  kind: 'WarmRestart',
  progress: 'STUCK',
  percent: 50,
  total: 2,
  completed: ['main-0-0'],
  pending: ['main-0-1'],
  failed: [{ __typename: 'K8sOperationFailure', pod: 'main-0-1', attempts: 3, recovered: false }],
  trouble: 'It fails on main-0-1 again and again.',
  unknown: [],
  spec: { __typename: 'K8sOperation', id: 'ui-1', kind: 'WarmRestart', podList: ['main-0-0', 'main-0-1'] },
  status: { __typename: 'K8sOperationStatus', phase: 'InProgress' },
};

const open = (operation: object | null) =>
  openPart(OperationsTab, 'K8sClusterOperations', {
    operation,
    events: { __typename: 'K8sEventConnection', totalCount: 0, nodes: [] },
    permissions: permissions(true),
  });

describe('the operation of a cluster', () => {
  it('says why it is stuck, and goes on without the pod that fails', async () => {
    const { gateway } = await open(STUCK);
    expect(screen.getByText('It fails on main-0-1 again and again.')).toBeInTheDocument();
    const row = within(screen.getByRole('table', { name: 'Pods of the operation' })).getByRole('row', {
      name: /main-0-1/,
    });
    expect(row).toHaveTextContent('failed3 failed attempts');
    fireEvent.click(screen.getByRole('button', { name: 'Go on without main-0-1' }));
    await waitFor(() => expect(gateway.of('DropK8sOperationPods')).toHaveLength(1));
    expect(gateway.last('DropK8sOperationPods').variables).toEqual({
      input: { ...AT, pods: ['main-0-1'], dryRun: false, skipChecks: false },
    });
    act(() =>
      gateway
        .last('DropK8sOperationPods')
        .refuse({ message: 'Somebody else was faster.', extensions: { code: 'CONFLICT' } }),
    );
    expect(await screen.findByText('Somebody else was faster.')).toBeInTheDocument();
  });

  it('is cleared once it has ended, not while it runs', async () => {
    const { gateway } = await open({ ...STUCK, progress: 'DONE', percent: 100, failed: [], trouble: null });
    fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(gateway.of('ClearK8sOperation')).toHaveLength(1));
  });

  it('tells how to begin one where there is none', async () => {
    await open(null);
    expect(screen.getByRole('heading', { name: 'No operation' })).toBeInTheDocument();
  });
});
