import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { feedItem } from '@/test/feedItem';
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

const NODES = {
  __typename: 'Cluster',
  connectionId: 'conn-1',
  size: 1,
  consistent: true,
  stopWrites: false,
  migrationsRemaining: '0',
  objects: '4',
  clientConnections: '3',
  nodesAnswered: 1,
  nodesTotal: 1,
  problems: [],
  nodes: [],
  namespaces: [],
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

  it('asks the nodes, and asks anew for findings when what they say changes', async () => {
    const connection = { __typename: 'Connection', id: 'conn-1' };
    const { gateway } = await openPart(OverviewTab, 'K8sClusterOverview', { ...CLUSTER, connection });
    await waitFor(() => expect(gateway.of('K8sOverviewNodes')).toHaveLength(1));
    const tell = (stopWrites: boolean, version: number) =>
      act(() =>
        gateway
          .last('K8sOverviewNodes')
          .answer(
            feedItem('clusterChanged', 'ClusterChanged', { cluster: { ...NODES, stopWrites } }, { version }),
          ),
      );
    tell(false, 1);
    await waitFor(() => expect(gateway.of('K8sNodeFindings')).toHaveLength(1));
    tell(true, 2);
    await waitFor(() => expect(gateway.of('K8sNodeFindings')).toHaveLength(2));
    const finding = {
      __typename: 'K8sFinding',
      code: 'WRITES_REFUSED',
      title: 'A namespace refuses writes',
      action: 'Make room.',
      state: 'DEGRADED',
      evidence: [],
    };
    const assessment = { __typename: 'K8sAssessment', state: 'DEGRADED', findings: [finding], problems: [] };
    act(() =>
      gateway.last('K8sNodeFindings').answer({ k8sCluster: { __typename: 'K8sCluster', assessment } }),
    );
    expect(await screen.findByText('Make room.')).toBeInTheDocument();
  });

  it('tells when data on the move will have arrived, or why that is not known, anew with the live figures', async () => {
    const connection = { __typename: 'Connection', id: 'conn-1' };
    const { gateway } = await openPart(OverviewTab, 'K8sClusterOverview', { ...CLUSTER, connection });
    await waitFor(() => expect(gateway.of('K8sOverviewNodes')).toHaveLength(1));
    const tell = (migrationsRemaining: string, version: number) =>
      act(() =>
        gateway
          .last('K8sOverviewNodes')
          .answer(
            feedItem(
              'clusterChanged',
              'ClusterChanged',
              { cluster: { ...NODES, migrationsRemaining } },
              { version },
            ),
          ),
      );
    const say = (told: object) => {
      const nodes = {
        __typename: 'K8sNodesMigration',
        endsAt: null,
        etaGap: null,
        partitionsPerSecond: null,
        remainingPartitions: '300',
        problem: null,
        ...told,
      };
      const migration = { __typename: 'K8sMigration', nodes };
      act(() =>
        gateway.last('K8sNodesMigration').answer({ k8sCluster: { __typename: 'K8sCluster', migration } }),
      );
    };
    tell('300', 1);
    await waitFor(() => expect(gateway.of('K8sNodesMigration')).toHaveLength(1));
    tell('280', 2);
    expect(gateway.of('K8sNodesMigration')).toHaveLength(1);
    say({ etaGap: 'NOT_MEASURED' });
    expect(await screen.findByText(/is being measured/)).toBeInTheDocument();
    await waitFor(() => expect(gateway.of('K8sNodesMigration')).toHaveLength(2));
    const endsAt = new Date(Date.now() + 90_500).toISOString();
    say({ endsAt, partitionsPerSecond: 3.2, remainingPartitions: '280' });
    expect(await screen.findByText(/280 partitions are left, 3.2 fewer each second/)).toHaveTextContent(
      /It ends in 1 min \d+ s if/,
    );
    tell('0', 3);
    await waitFor(() => expect(screen.queryByText('Data is on the move')).not.toBeInTheDocument());
  });

  it('keeps what is known where pods cannot be looked at', async () => {
    await openPart(OverviewTab, 'K8sClusterOverview', { ...CLUSTER, pods: null }, [
      gap('pods', 'Pods may not be listed.'),
    ]);
    expect(screen.getByText('Pods may not be listed.')).toBeInTheDocument();
    expect(screen.getByRole('row', { name: /^Available True/ })).toBeInTheDocument();
  });
});
