import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { pod } from '../../fixtures';
import { gap, openPart } from '../parts/openPart';
import { OverviewTab } from './OverviewTab';

const condition = (type: string, status: string) => ({
  __typename: 'K8sCondition',
  type,
  status,
  reason: 'BecauseOfIt',
  message: 'in words',
  lastTransitionTime: '2026-01-01T00:00:00Z',
});

const CLUSTER = {
  wantedSize: 2,
  health: null,
  conditions: [condition('Available', 'True'), condition('Ready', 'False'), condition('Odd', 'Unknown')],
  racks: [{ __typename: 'K8sClusterRack', id: 1, ready: 1, total: 1, wanted: 2, spec: null }],
  pods: [{ ...pod('main-1-0'), node: null }],
  migration: null,
  spec: null,
  status: null,
  metadata: { __typename: 'K8sMetadata', createdAt: null, generation: '1', keepers: [] },
  owned: { __typename: 'K8sOwned', volumeClaims: null },
  connection: null,
};

describe('a cluster at a glance', () => {
  it('shows where its pods stand and what is missing, and leads to them', async () => {
    const { router } = await openPart(OverviewTab, 'K8sClusterOverview', CLUSTER);
    const zone = screen.getByRole('region', { name: 'zone-a' });
    expect(within(zone).getByText('1 pod missing')).toBeInTheDocument();
    fireEvent.click(within(zone).getByRole('button', { name: /main-1-0/ }));
    expect(router.state.location.search).toBe('?tab=pods&pods=main-1-0');
  });

  it('marks each condition as True, False or Unknown, with its reason and message', async () => {
    await openPart(OverviewTab, 'K8sClusterOverview', CLUSTER);
    for (const words of ['Available True', 'Ready False', 'Odd Unknown']) {
      const row = screen.getByRole('row', { name: new RegExp(`^${words} BecauseOfIt in words`) });
      expect(row.querySelector('svg')).toBeInTheDocument();
    }
    expect(screen.getByText(/No connection profile leads to this cluster/)).toBeInTheDocument();
  });

  it('keeps what is known where pods cannot be looked at', async () => {
    await openPart(OverviewTab, 'K8sClusterOverview', { ...CLUSTER, pods: null }, [
      gap('pods', 'Pods may not be listed.'),
    ]);
    expect(screen.getByText('Pods may not be listed.')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^Available True/ })).toBeInTheDocument();
  });
});
