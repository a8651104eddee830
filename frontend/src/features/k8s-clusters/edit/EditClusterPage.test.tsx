import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { FakeGateway } from '@/test/fakeGateway';
import { renderAt } from '@/test/renderAt';
import type { K8sClusterToEditQuery } from './edit.generated';
import { EditClusterPage } from './EditClusterPage';
import type { EditVerdict } from './useEdit';

vi.mock('@/shared/editor/CodeEditor', () => ({ CodeEditor: () => null }));

const TEXT = `apiVersion: acko.io/v1alpha1
kind: AerospikeCluster
metadata:
  name: main
  namespace: prod
spec:
  size: 3
  image: aerospike:ce-8.1.1.1
`;

const CLUSTER: NonNullable<K8sClusterToEditQuery['k8sCluster']> = {
  __typename: 'K8sCluster',
  id: 'east/prod/main',
  context: 'east',
  namespace: 'prod',
  name: 'main',
  yaml: TEXT,
  metadata: { __typename: 'K8sMetadata', resourceVersion: '7', keepers: [] },
  permissions: [],
};

const VERDICT: EditVerdict = {
  __typename: 'EditK8sClusterPayload',
  applied: false,
  yaml: TEXT,
  changes: [{ __typename: 'K8sFieldChange', path: 'spec.rollingUpdateBatchSize', before: null, after: 2 }],
  plan: {
    __typename: 'K8sPlan',
    steps: [{ __typename: 'K8sPlanStep', effect: 'SETTINGS', fields: ['spec.rollingUpdateBatchSize'] }],
    restartingPods: [],
    outdatedPods: [],
    obstacles: [],
  },
  refusals: [],
  warnings: [],
  keepers: [],
  cluster: { __typename: 'K8sCluster', id: 'east/prod/main' },
};

async function openEditor(cluster: typeof CLUSTER | null = CLUSTER) {
  const view = renderAt(
    // Where it leads when saved is drawn the same.
    '/k8s/clusters/:namespace/:name/edit?',
    '/k8s/clusters/prod/main/edit?context=east&section=rolling-update',
    <EditClusterPage />,
  );
  await waitFor(() => expect(view.gateway.of('K8sClusterToEdit')).toHaveLength(1));
  act(() => view.gateway.last('K8sClusterToEdit').answer({ k8sCluster: cluster }));
  return { ...view, user: userEvent.setup() };
}

/** The newest dry run, once the draft has rested. */
async function nextCheck(gateway: FakeGateway, count: number) {
  await waitFor(() => expect(gateway.of('EditK8sCluster')).toHaveLength(count), { timeout: 3_000 });
  return gateway.last('EditK8sCluster');
}

describe('the editor of a cluster in Kubernetes', () => {
  it('says what will happen before it saves, and sends what was read beside what is wanted', async () => {
    const { gateway, user, router } = await openEditor();
    const save = await screen.findByRole('button', { name: 'Save' });
    expect(save).toHaveAttribute('aria-disabled', 'true');

    await user.type(screen.getByLabelText('Pods at once'), '2');
    const check = await nextCheck(gateway, 1);
    const input = {
      namespace: 'prod',
      name: 'main',
      context: 'east',
      seenYaml: TEXT,
      expectedResourceVersion: '7',
    };
    expect(check.variables.input).toMatchObject({
      ...input,
      dryRun: true,
      yaml: `${TEXT}  rollingUpdateBatchSize: 2\n`,
    });
    act(() => check.answer({ editK8sCluster: VERDICT }));
    const fields = await screen.findByRole('list', { name: 'Fields that change' });
    expect(within(fields).getByText('spec.rollingUpdateBatchSize')).toBeInTheDocument();
    expect(screen.getByText('Settings')).toBeInTheDocument();

    await user.click(save);
    const saved = await nextCheck(gateway, 2);
    expect(saved.variables.input).toMatchObject({ ...input, dryRun: false });
    act(() => saved.answer({ editK8sCluster: { ...VERDICT, applied: true } }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/k8s/clusters/prod/main'));
    expect(router.state.location.search).toBe('?context=east');
  });

  it('can be saved once more when a save was lost', async () => {
    const { gateway, user } = await openEditor();
    await user.type(await screen.findByLabelText('Pods at once'), '2');
    const check = await nextCheck(gateway, 1);
    act(() => check.answer({ editK8sCluster: VERDICT }));
    await screen.findByRole('list', { name: 'Fields that change' });
    const save = screen.getByRole('button', { name: 'Save' });
    await user.click(save);
    const lost = await nextCheck(gateway, 2);
    act(() => lost.lose());
    expect(await screen.findByText('Gateway unreachable')).toBeInTheDocument();
    expect(save).toHaveAttribute('aria-disabled', 'false');
    await user.click(save);
    expect((await nextCheck(gateway, 3)).variables.input).toMatchObject({ dryRun: false });
    expect(screen.queryByText('Gateway unreachable')).not.toBeInTheDocument();
  });

  it('shows a refusal at its field and at its section, and does not save', async () => {
    const { gateway, user } = await openEditor();
    await user.type(await screen.findByLabelText('Pods at once'), '2');
    const check = await nextCheck(gateway, 1);
    const refusal = {
      by: 'WEBHOOK',
      field: 'spec.rollingUpdateBatchSize',
      message: 'two are too many',
    } as const;
    act(() =>
      check.answer({
        editK8sCluster: { ...VERDICT, refusals: [{ __typename: 'K8sRefusal', ...refusal }], cluster: null },
      }),
    );
    expect(await screen.findByRole('option', { name: 'Rolling Update (1 refused)' })).toBeInTheDocument();
    expect(screen.getByLabelText('Pods at once')).toHaveAccessibleDescription(/two are too many/);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(gateway.of('EditK8sCluster')).toHaveLength(1);
  });

  it('brings a conflict together, field by field, and goes on from what is there now', async () => {
    const { gateway, user } = await openEditor();
    await user.type(await screen.findByLabelText('Pods at once'), '2');
    const check = await nextCheck(gateway, 1);
    const current = {
      apiVersion: 'acko.io/v1alpha1',
      kind: 'AerospikeCluster',
      metadata: { name: 'main', namespace: 'prod' },
      spec: { size: 4, image: 'aerospike:ce-8.1.1.1', rollingUpdateBatchSize: 3 },
    };
    act(() =>
      check.refuse({
        message: 'Somebody else changed the cluster meanwhile.',
        extensions: { code: 'CONFLICT', details: { current, resourceVersion: '9', fields: [] } },
      }),
    );
    const table = await screen.findByRole('table', { name: 'Fields that both changed' });
    expect(within(table).getAllByRole('row')).toHaveLength(2);
    const goOn = screen.getByRole('button', { name: 'Go on with both' });
    expect(goOn).toBeDisabled();
    await user.click(screen.getByRole('radio', { name: 'spec.rollingUpdateBatchSize: take mine' }));
    await user.click(goOn);

    const again = await nextCheck(gateway, 2);
    const { yaml, seenYaml, expectedResourceVersion } = again.variables.input as Record<string, string>;
    expect(expectedResourceVersion).toBe('9');
    expect(seenYaml).toContain('rollingUpdateBatchSize: 3');
    expect(yaml).toContain('rollingUpdateBatchSize: 2');
    expect(yaml).toContain('size: 4');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says who keeps the cluster, and that a right is missing', async () => {
    await openEditor({
      ...CLUSTER,
      metadata: {
        __typename: 'K8sMetadata',
        resourceVersion: '7',
        keepers: [
          { __typename: 'K8sKeeper', kind: 'ARGO_CD', name: 'shop', evidence: 'argocd.argoproj.io/instance' },
        ],
      },
      permissions: [
        { __typename: 'K8sPermission', resource: 'aerospikeclusters.acko.io', verb: 'patch', allowed: false },
      ],
    });
    expect(await screen.findByText(/Argo CD \(shop\) keeps this cluster/)).toBeInTheDocument();
    expect(screen.getByText(/lacks the right “patch aerospikeclusters.acko.io”/)).toBeInTheDocument();
  });

  it('says that there is none', async () => {
    await openEditor(null);
    expect(await screen.findByText('No cluster prod/main')).toBeInTheDocument();
  });
});
