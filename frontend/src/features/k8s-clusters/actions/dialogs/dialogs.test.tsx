import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { feedItem } from '@/test/feedItem';
import { renderAt } from '@/test/renderAt';
import type { Change } from '../model/change';
import { DeleteDialog } from './DeleteDialog';
import { ScaleDialog } from './ScaleDialog';

const AT = { context: 'east', namespace: 'prod', name: 'main' };

function aChange(change: Partial<Change> = {}): Change {
  return {
    applied: false,
    plan: { __typename: 'K8sPlan', steps: [], obstacles: [], restartingPods: [], outdatedPods: [] },
    refusals: [],
    warnings: [],
    keepers: [],
    changes: [{ __typename: 'K8sFieldChange', path: 'spec.size', before: 3, after: 4 }],
    cluster: { __typename: 'K8sCluster', ...AT },
    ...change,
  };
}

const UNTOLD: NonNullable<Change['dataPlan']>['namespaces'][number] = {
  __typename: 'K8sNamespaceDataPlan',
  namespace: 'bar',
  bytesPerNodeNow: null,
  bytesPerNodeAfter: null,
  capacityPerNode: null,
  usedRatioAfter: null,
  copiesNow: null,
  copiesAfter: null,
  risks: [],
};

const DATA_PLAN: NonNullable<Change['dataPlan']> = {
  __typename: 'K8sDataPlan',
  moving: true,
  nodesNow: 3,
  nodesAfter: 1,
  problem: null,
  namespaces: [
    {
      ...UNTOLD,
      namespace: 'test',
      bytesPerNodeNow: '2048',
      bytesPerNodeAfter: '6144',
      capacityPerNode: '4096',
      usedRatioAfter: 1.5,
      copiesNow: 2,
      copiesAfter: 1,
      risks: ['DOES_NOT_FIT'],
    },
    UNTOLD,
  ],
};

const scaled = (change?: Partial<Change>) => ({
  scaleK8sCluster: { __typename: 'ScaleK8sClusterPayload', ...aChange(change) },
});

async function openScale() {
  const view = renderAt('/', '/', <ScaleDialog at={AT} onClose={vi.fn()} />);
  await waitFor(() => expect(view.gateway.of('K8sScaleFacts')).toHaveLength(1));
  act(() =>
    view.gateway.last('K8sScaleFacts').answer({
      k8sCluster: { __typename: 'K8sCluster', wantedSize: 3 },
    }),
  );
  const user = userEvent.setup();
  const size = await screen.findByRole('textbox', { name: 'Nodes' });
  // The dialog brings the focus here, after what the cluster is asked to be has come.
  await waitFor(() => expect(size).toHaveFocus());
  await waitFor(() => expect(size).toHaveValue('3'));
  await user.clear(size);
  await user.type(size, '4');
  expect(size).toHaveValue('4');
  const { gateway } = view;
  await waitFor(() => expect(gateway.last('ScaleK8sCluster').variables.input).toMatchObject({ size: 4 }));
  return { gateway, user, size };
}

const submit = () => screen.getByRole('button', { name: 'Scale to 4 nodes' });

describe('the dialog that scales a cluster', () => {
  it('tries it first, does it, and follows it', async () => {
    const { gateway, user } = await openScale();
    expect(gateway.last('ScaleK8sCluster').variables.input).toMatchObject({ ...AT, dryRun: true });
    expect(submit()).toBeDisabled();
    act(() =>
      gateway.last('ScaleK8sCluster').answer(
        scaled({
          plan: {
            ...aChange().plan,
            steps: [{ __typename: 'K8sPlanStep', effect: 'SCALE_UP', fields: ['spec.size'] }],
          },
        }),
      ),
    );
    expect(await screen.findByText('Pods are added')).toBeInTheDocument();
    await user.click(submit());
    await waitFor(() =>
      expect(gateway.last('ScaleK8sCluster').variables.input).toMatchObject({ size: 4, dryRun: false }),
    );
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ applied: true })));
    await waitFor(() => expect(gateway.of('K8sClusterProgress')).toHaveLength(1));
    act(() =>
      gateway.last('K8sClusterProgress').answer(
        feedItem('k8sCluster', 'K8sClusterChanged', {
          cluster: {
            __typename: 'K8sCluster',
            id: 'east/prod/main',
            phase: 'ScalingUp',
            wantedSize: 4,
            assessment: { __typename: 'K8sAssessment', state: 'CHANGING', findings: [] },
            health: { __typename: 'K8sClusterHealth', readyPods: 3, totalPods: 4, wantedPods: 4 },
            migration: null,
            operation: null,
          },
        }),
      ),
    );
    expect(await screen.findByText('3 of 4 pods ready')).toBeInTheDocument();
    expect(screen.getByText('changing')).toBeInTheDocument();
  });

  it('shows at its field why the size is refused, and asks anew without the checks of this server', async () => {
    const { gateway, user, size } = await openScale();
    const refusals: Change['refusals'] = [
      { __typename: 'K8sRefusal', by: 'RULES', field: 'spec.size', message: 'too many for one rack' },
    ];
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ refusals })));
    await waitFor(() => expect(size).toHaveAccessibleDescription(/too many for one rack/));
    expect(submit()).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'Leave out the checks of this server' }));
    await waitFor(() =>
      expect(gateway.last('ScaleK8sCluster').variables.input).toMatchObject({
        skipChecks: true,
        dryRun: true,
      }),
    );
    act(() => gateway.last('ScaleK8sCluster').answer(scaled()));
    await waitFor(() => expect(submit()).toBeEnabled());
  });

  it('asks before it overrules an autoscaler', async () => {
    const { gateway, user } = await openScale();
    const plan: Change['plan'] = {
      ...aChange().plan,
      obstacles: [{ __typename: 'K8sObstacle', kind: 'AUTOSCALER', autoscaler: 'main', autoscaledSize: 5 }],
    };
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ plan })));
    expect(await screen.findByText(/it will set it to 5 at once/)).toBeInTheDocument();
    expect(submit()).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: /although an autoscaler/ }));
    await waitFor(() =>
      expect(gateway.last('ScaleK8sCluster').variables.input).toMatchObject({ evenIfAutoscaled: true }),
    );
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ plan })));
    await waitFor(() => expect(submit()).toBeEnabled());
  });

  it('shows what each node would hold, and what would come of it', async () => {
    const { gateway } = await openScale();
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ dataPlan: DATA_PLAN })));
    const table = await screen.findByRole('table', { name: 'Data on each node' });
    const row = within(table).getByRole('row', { name: /^test/ });
    expect(row).toHaveTextContent(/does not fit.*1 copy of each record, 2 now.*2 KiB.*6 KiB.*150.*4 KiB/);
    const silent = within(table).getByRole('row', { name: /^bar/ });
    expect(silent).toHaveTextContent('Not all nodes have told it');
    expect(screen.getByText(/Data is on the move now/)).toBeInTheDocument();
  });

  it('says why it is not known what nodes would hold', async () => {
    const { gateway } = await openScale();
    const problem = {
      __typename: 'Problem' as const,
      code: 'UNAVAILABLE' as const,
      message: 'No connection leads to it.',
      node: null,
    };
    const dataPlan = { ...DATA_PLAN, moving: null, nodesNow: null, namespaces: [], problem };
    act(() => gateway.last('ScaleK8sCluster').answer(scaled({ dataPlan })));
    expect(await screen.findByText(/No connection leads to it/)).toBeInTheDocument();
    expect(submit()).toBeEnabled();
  });

  it('says why it cannot be tried', async () => {
    const { gateway } = await openScale();
    act(() =>
      gateway
        .last('ScaleK8sCluster')
        .refuse({ message: 'This server lacks the right.', extensions: { code: 'FORBIDDEN' } }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent('This server lacks the right.');
    expect(submit()).toBeDisabled();
  });
});

describe('the dialog that deletes a cluster', () => {
  it('shows what goes with it, and wants its name', async () => {
    const onClose = vi.fn();
    const { gateway } = renderAt('/', '/', <DeleteDialog at={AT} onClose={onClose} />);
    await waitFor(() => expect(gateway.of('DeleteK8sCluster')).toHaveLength(1));
    expect(gateway.last('DeleteK8sCluster').variables.input).toMatchObject({ dryRun: true });
    const doomed = {
      __typename: 'DeleteK8sClusterPayload',
      applied: false,
      autoscaler: 'main',
      objects: [{ __typename: 'K8sDoomedObject', kind: 'Pod', name: 'main-0-0' }],
      claims: [{ __typename: 'K8sDoomedClaim', name: 'data-main-0-0', capacity: '10Gi', isDeleted: true }],
      connections: [],
      unseenKinds: ['Secret'],
      warnings: [],
    };
    act(() => gateway.last('DeleteK8sCluster').answer({ deleteK8sCluster: doomed }));
    expect(await screen.findByText(/data-main-0-0 \(10Gi\)/)).toHaveTextContent('deleted');
    expect(screen.getByText(/main-0-0$/)).toBeInTheDocument();
    expect(screen.getByText(/may not look at Secret/)).toBeInTheDocument();
    const user = userEvent.setup();
    const confirm = screen.getByRole('button', { name: 'Delete' });
    await user.type(screen.getByRole('textbox'), 'mai');
    expect(confirm).toBeDisabled();
    await user.type(screen.getByRole('textbox'), 'n');
    await user.click(screen.getByRole('checkbox', { name: 'Delete its autoscaler main too' }));
    await user.click(confirm);
    await waitFor(() =>
      expect(gateway.last('DeleteK8sCluster').variables.input).toMatchObject({
        ...AT,
        confirmName: 'main',
        dryRun: false,
      }),
    );
    act(() => gateway.last('DeleteK8sCluster').answer({ deleteK8sCluster: { ...doomed, applied: true } }));
    await waitFor(() => expect(gateway.of('DeleteK8sAutoscaler')).toHaveLength(1));
    act(() =>
      gateway.last('DeleteK8sAutoscaler').answer({
        deleteK8sAutoscaler: { __typename: 'DeleteK8sAutoscalerPayload', removed: true },
      }),
    );
    await waitFor(() => expect(onClose).toHaveBeenCalled());
  });
});
