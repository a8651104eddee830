import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { renderAt } from '@/test/renderAt';
import type { FakeGateway } from '@/test/fakeGateway';
import type { NewClusterVerdict } from '../wizard/useNewCluster';
import { WizardPage } from './WizardPage';

afterEach(() => window.localStorage.clear());

const ACCEPTED: NewClusterVerdict = {
  __typename: 'ImportK8sClusterPayload',
  applied: false,
  yaml: 'kind: AerospikeCluster\n',
  refusals: [],
  warnings: [],
  changes: [],
  plan: { __typename: 'K8sPlan', steps: [], restartingPods: [], outdatedPods: [], obstacles: [] },
  cluster: null,
};

/** Refused by us, and once more by the operator in its own words. */
function refused(field: string, message: string): NewClusterVerdict {
  const ours = { __typename: 'K8sRefusal', by: 'RULES', field, message } as const;
  return {
    ...ACCEPTED,
    yaml: null,
    refusals: [ours, { ...ours, by: 'WEBHOOK', message: 'validation failed' }],
  };
}

async function openWizard(query: string) {
  const view = renderAt('/k8s/clusters/new', `/k8s/clusters/new${query}`, <WizardPage />);
  await waitFor(() => expect(view.gateway.of('K8sContextChoices')).toHaveLength(1));
  act(() =>
    view.gateway.last('K8sContextChoices').answer({
      k8sContexts: [{ __typename: 'K8sContext', name: 'east', isDefault: true, defaultNamespace: 'prod' }],
    }),
  );
  return { ...view, user: userEvent.setup() };
}

async function fromScratch(query = '') {
  const view = await openWizard(`?from=scratch${query}`);
  await waitFor(() => expect(view.gateway.of('K8sImageChoices')).toHaveLength(1));
  act(() =>
    view.gateway
      .last('K8sImageChoices')
      .answer({ k8sImages: [{ __typename: 'K8sImage', image: 'aerospike:ce-8.1.2.0', clusters: 2 }] }),
  );
  // The title is there while one waits, too.
  await screen.findByRole('button', { name: 'Discard draft' });
  return view;
}

/** Waits until the server is asked about a draft that reads so, and answers. */
async function judge(gateway: FakeGateway, reads: RegExp, verdict: NewClusterVerdict) {
  await waitFor(() => expect(yamlOf(gateway)).toMatch(reads));
  act(() => gateway.last('ImportK8sCluster').answer({ importK8sCluster: verdict }));
}

function yamlOf(gateway: FakeGateway): string {
  const input = gateway.of('ImportK8sCluster').at(-1)?.variables.input as
    { readonly yaml: string } | undefined;
  return input?.yaml ?? '';
}

function goTo(user: ReturnType<typeof userEvent.setup>, step: string) {
  return user.selectOptions(
    screen.getByRole('combobox', { name: /^Step/ }),
    screen.getByRole('option', { name: new RegExp(`\\d. ${step}`) }),
  );
}

describe('the wizard of a new cluster', () => {
  it('begins with what most clusters run, and asks the server about it once there is something to say', async () => {
    const { gateway } = await fromScratch();
    expect(screen.getByRole('textbox', { name: 'Kubernetes namespace' })).toHaveValue('prod');
    expect(screen.getByRole('textbox', { name: 'Image' })).toHaveValue('aerospike:ce-8.1.2.0');
    await judge(gateway, /size: 3/, ACCEPTED);
    expect(gateway.last('ImportK8sCluster').variables.input).toMatchObject({
      context: 'east',
      dryRun: true,
      name: 'unnamed-draft',
    });
    expect(await screen.findByText('no name yet')).toBeInTheDocument();
  });

  it('shows what is refused at its field, counts it at its step, and leads there from the review', async () => {
    const { gateway, user } = await fromScratch();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'shop');
    await judge(
      gateway,
      /name: shop/,
      refused(
        'spec.aerospikeConfig.namespaces[0].replication-factor',
        '2 copies need 2 nodes, and the cluster has 1',
      ),
    );
    expect(await screen.findByText('1 refused')).toBeInTheDocument();
    await goTo(user, 'Review');
    expect(screen.getByRole('heading', { level: 2, name: 'Review' })).toHaveFocus();
    expect(screen.getByRole('button', { name: 'Create cluster' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Namespace & Storage' }));
    expect(screen.getByRole('textbox', { name: 'Replication factor' })).toHaveAccessibleDescription(
      /2 copies need 2 nodes/,
    );
  });

  it('puts what is no amount as it is written, so that the server refuses it', async () => {
    const { gateway, user } = await fromScratch();
    await goTo(user, 'Namespace & Storage');
    const memory = screen.getByRole('textbox', { name: 'Memory for records' });
    await user.clear(memory);
    await user.type(memory, '4 gigs');
    await waitFor(() => expect(yamlOf(gateway)).toMatch(/data-size: 4 gigs\n/));
    expect(memory).toHaveValue('4 gigs');
  });

  it('gives up what is out of date while one types', async () => {
    const { gateway, user } = await fromScratch();
    const name = screen.getByRole('textbox', { name: 'Name' });
    await user.type(name, 'one');
    await waitFor(() => expect(yamlOf(gateway)).toMatch(/name: one\n/));
    const outdated = gateway.last('ImportK8sCluster');
    await user.type(name, 'more');
    expect(outdated.signal?.aborted).toBe(true);
    await judge(gateway, /name: onemore/, ACCEPTED);
    expect(await screen.findByText('accepted')).toBeInTheDocument();
  });

  it('keeps the draft over a reload, until it is discarded', async () => {
    const first = await fromScratch();
    await first.user.type(screen.getByRole('textbox', { name: 'Name' }), 'kept');
    first.unmount();
    const { user } = await openWizard('?from=scratch');
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('kept');
    expect(screen.getByText('From scratch, as you left it')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Discard draft' }));
    expect(await screen.findByRole('button', { name: 'Start from scratch' })).toBeInTheDocument();
    expect(screen.queryByText(/Go on with/)).not.toBeInTheDocument();
  });

  it('offers drafts to go on with', async () => {
    const first = await fromScratch();
    await first.user.type(screen.getByRole('textbox', { name: 'Name' }), 'kept');
    first.unmount();
    const { user } = await openWizard('');
    await user.click(await screen.findByRole('button', { name: 'Go on with kept' }));
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('kept');
  });

  it('begins with a copy as the server makes it', async () => {
    const { gateway } = await openWizard('?from=clone:prod/shop');
    await waitFor(() => expect(gateway.of('PreviewK8sClone')).toHaveLength(1));
    expect(gateway.last('PreviewK8sClone').variables.input).toEqual({
      context: 'east',
      namespace: 'prod',
      name: 'shop',
      newName: 'unnamed-draft',
      dryRun: true,
    });
    act(() =>
      gateway.last('PreviewK8sClone').answer({
        cloneK8sCluster: {
          __typename: 'CloneK8sClusterPayload',
          yaml: `kind: AerospikeCluster
metadata:
  name: unnamed-draft
  namespace: prod
spec:
  size: 5
  aerospikeConfig:
    service:
      cluster-name: unnamed-draft
`,
          refusals: [],
        },
      }),
    );
    expect(await screen.findByRole('textbox', { name: 'Name' })).toHaveValue('shop-copy');
    expect(screen.getByRole('textbox', { name: 'Size' })).toHaveValue('5');
    await judge(gateway, /name: shop-copy/, ACCEPTED);
    expect(yamlOf(gateway)).not.toContain('unnamed-draft');
  });

  it('makes the cluster, and forgets its draft', async () => {
    const { gateway, user, router } = await fromScratch();
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'shop');
    await judge(gateway, /name: shop/, ACCEPTED);
    await goTo(user, 'Review');
    expect(
      within(screen.getByRole('table', { name: 'What will be made' })).getByText(
        'shop-0-0, shop-0-1, shop-0-2',
      ),
    ).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Create cluster' }));
    await waitFor(() =>
      expect(gateway.last('ImportK8sCluster').variables.input).toMatchObject({
        dryRun: false,
        autoConnect: true,
      }),
    );
    act(() =>
      gateway.last('ImportK8sCluster').answer({
        importK8sCluster: {
          ...ACCEPTED,
          applied: true,
          cluster: {
            __typename: 'K8sCluster',
            id: 'east/prod/shop',
            context: 'east',
            namespace: 'prod',
            name: 'shop',
          },
        },
      }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/k8s/clusters/prod/shop'));
    expect(window.localStorage.getItem('acm.k8sDrafts.v1')).toBe('[]');
  });
});
