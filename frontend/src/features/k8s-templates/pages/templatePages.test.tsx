import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { LiveTemplate } from '@/features/k8s-clusters';
import { feedItem } from '@/test/feedItem';
import type { FakeGateway } from '@/test/fakeGateway';
import { renderAt } from '@/test/renderAt';
import type { TemplateVerdict } from '../editor/useTemplateSave';
import type { ListedTemplate } from '../feeds/useTemplates';
import { IMPACT, KEEPER, liveTemplate, TEXT, USE } from '../fixtures';
import { EditTemplatePage } from './EditTemplatePage';
import { NewTemplatePage } from './NewTemplatePage';
import { TemplatePage } from './TemplatePage';
import { TemplatesPage } from './TemplatesPage';

vi.mock('@/shared/editor/CodeEditor', () => ({ CodeEditor: () => null }));

const SLOWLY = { timeout: 3_000 } as const;

const CONTEXTS = {
  k8sContexts: [
    {
      __typename: 'K8sContext',
      name: 'east',
      isDefault: true,
      permissions: [
        {
          __typename: 'K8sPermission',
          resource: 'aerospikeclustertemplates.acko.io',
          verb: 'create',
          allowed: false,
        },
      ],
    },
  ],
};

const told = (templates: readonly (LiveTemplate | ListedTemplate)[]) =>
  feedItem('k8sTemplatesChanged', 'K8sTemplatesChanged', { templates, removedIds: [] });

async function openPage(template: LiveTemplate) {
  const view = renderAt('/k8s/templates/:name', '/k8s/templates/gold?context=east', <TemplatePage />);
  await waitFor(() => expect(view.gateway.of('K8sTemplateFeed')).toHaveLength(1));
  act(() => {
    view.gateway.last('K8sTemplateContexts').answer(CONTEXTS);
    view.gateway.last('K8sTemplateFeed').answer(told([template]));
  });
  await screen.findByRole('tab', { name: 'Overview' });
  return { ...view, user: userEvent.setup() };
}

describe('the list of templates', () => {
  it('tells what each holds and who is behind, live, and that one may not be made', async () => {
    const { gateway } = renderAt('/k8s/templates', '/k8s/templates', <TemplatesPage />);
    await waitFor(() => expect(gateway.of('K8sTemplateContexts')).toHaveLength(1));
    act(() => gateway.last('K8sTemplateContexts').answer(CONTEXTS));
    await waitFor(() => expect(gateway.of('K8sTemplatesFeed')).toHaveLength(1));
    const listed: ListedTemplate = {
      __typename: 'K8sTemplate',
      id: 'east/gold',
      context: 'east',
      name: 'gold',
      createdAt: null,
      labels: {},
      spec: {
        __typename: 'AerospikeClusterTemplateSpec',
        description: 'For shops',
        image: 'aerospike:ce-8.1.1.1',
        size: 3,
      },
      usedBy: {
        __typename: 'K8sTemplateUses',
        totalCount: 1,
        namespaces: null,
        clusters: [
          { __typename: 'K8sTemplateUse', clusterId: 'east/prod/main', refers: true, inSync: false },
        ],
      },
    };
    act(() => gateway.last('K8sTemplatesFeed').answer(told([listed])));
    const row = await screen.findByRole('row', { name: /gold/ });
    expect(row).toHaveTextContent('aerospike:ce-8.1.1.1');
    expect(row).toHaveTextContent(/1 out of sync/);
    expect(screen.getByRole('button', { name: 'New template' })).toHaveAccessibleDescription(
      'This server lacks the right “create aerospikeclustertemplates.acko.io” in Kubernetes',
    );
  });
});

describe('the page of a template', () => {
  it('refuses to delete it while clusters are made from it, and names them and who keeps it', async () => {
    const { gateway, user } = await openPage(liveTemplate([USE], { keepers: [KEEPER] }));
    expect(screen.getByText(/Argo CD \(shop\) keeps this template/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    const dialog = await screen.findByRole('dialog', { name: 'gold is in use' });
    expect(within(dialog).getByRole('link', { name: 'prod/main' })).toHaveAttribute(
      'href',
      '/k8s/clusters/prod/main?context=east',
    );
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    expect(gateway.of('DeleteK8sTemplate')).toHaveLength(0);
  });

  it('resyncs a cluster after a look at what its pods go through, and follows it to its end', async () => {
    const { gateway, user } = await openPage(liveTemplate([USE]));
    await user.click(screen.getByRole('button', { name: 'Resync…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Resync with gold' });
    act(() =>
      gateway.last('K8sTemplateImpact').answer({
        k8sTemplate: {
          __typename: 'K8sTemplate',
          usedBy: {
            __typename: 'K8sTemplateUses',
            clusters: [
              { __typename: 'K8sTemplateUse', clusterId: USE.clusterId, diff: IMPACT.impact, ...IMPACT },
            ],
          },
        },
      }),
    );
    expect(await within(dialog).findByText('Pods are replaced')).toBeInTheDocument();
    expect(within(dialog).getByText(/Restart by themselves: main-0-0/)).toBeInTheDocument();
    await user.click(within(dialog).getByRole('button', { name: 'Resync 1 cluster' }));
    expect(gateway.last('ResyncK8sTemplate').variables.input).toEqual({
      context: 'east',
      name: 'gold',
      clusters: [{ namespace: 'prod', name: 'main' }],
    });
    act(() =>
      gateway.last('ResyncK8sTemplate').answer({
        resyncK8sTemplate: {
          __typename: 'ResyncK8sTemplatePayload',
          clusters: [
            {
              __typename: 'K8sTemplateResync',
              namespace: 'prod',
              name: 'main',
              applied: true,
              problem: null,
            },
          ],
        },
      }),
    );
    expect(await within(dialog).findByText('0 of 1 cluster resynced')).toBeInTheDocument();
    act(() =>
      gateway
        .last('K8sTemplateFeed')
        .answer(told([liveTemplate([{ ...USE, inSync: true, resync: 'APPLYING', phase: 'Restarting' }])])),
    );
    expect(await within(dialog).findByText('The operator says Restarting.')).toBeInTheDocument();
    act(() =>
      gateway
        .last('K8sTemplateFeed')
        .answer(told([liveTemplate([{ ...USE, inSync: true, resync: 'DONE' }])])),
    );
    expect(await within(dialog).findByText('1 of 1 cluster resynced')).toBeInTheDocument();
  });
});

const ACCEPTED: TemplateVerdict = {
  applied: false,
  changes: [{ __typename: 'K8sFieldChange', path: 'spec.size', before: 3, after: 5 }],
  refusals: [],
  warnings: [],
  keepers: [{ __typename: 'K8sKept', fields: ['spec.size'], keeper: KEEPER }],
  template: {
    __typename: 'K8sTemplate',
    yaml: TEXT,
    resourceVersion: '8',
    usedBy: { __typename: 'K8sTemplateUses', clusters: [{ ...USE, ...IMPACT }] },
  },
};

const edited = (change: Partial<TemplateVerdict> = {}) => ({
  editK8sTemplate: { __typename: 'EditK8sTemplatePayload', ...ACCEPTED, ...change },
});

async function openEditor() {
  const view = renderAt(
    '/k8s/templates/:name/edit?',
    '/k8s/templates/gold/edit?context=east',
    <EditTemplatePage />,
  );
  const { gateway } = view;
  await waitFor(() => expect(gateway.of('K8sTemplateSource')).toHaveLength(1));
  const { context, name, resourceVersion, yaml } = liveTemplate([]);
  act(() =>
    gateway.last('K8sTemplateSource').answer({
      k8sTemplate: {
        __typename: 'K8sTemplate',
        context,
        name,
        resourceVersion,
        yaml,
        keepers: [KEEPER],
      },
    }),
  );
  const nodes = await screen.findByLabelText('Nodes');
  const user = userEvent.setup();
  await user.clear(nodes);
  await user.type(nodes, '5');
  return { ...view, user };
}

async function asked(gateway: FakeGateway, operation: string, count: number) {
  await waitFor(() => expect(gateway.of(operation)).toHaveLength(count), SLOWLY);
  return gateway.last(operation);
}

const WANTED = TEXT.replace('size: 3', 'size: 5');

describe('the editor of a template', () => {
  it('sends what was read beside what is wanted, and shows what a resync would do before it saves', async () => {
    const { gateway, user, router } = await openEditor();
    expect(screen.getByText(/Argo CD \(shop\) keeps this template/)).toBeInTheDocument();
    const input = {
      context: 'east',
      name: 'gold',
      yaml: WANTED,
      seenYaml: TEXT,
      expectedResourceVersion: '7',
    };
    const check = await asked(gateway, 'EditK8sTemplate', 1);
    expect(check.variables.input).toEqual({ ...input, dryRun: true });
    act(() => check.answer(edited()));
    await user.click(await screen.findByRole('button', { name: 'Review and save…' }));
    const review = await screen.findByRole('dialog', { name: 'Save the template' });
    expect(within(review).getByRole('list', { name: 'What changes in prod/main' })).toBeInTheDocument();
    expect(within(review).getByText('Pods are replaced')).toBeInTheDocument();
    expect(within(review).getByText(/will set back spec.size/)).toBeInTheDocument();
    await user.click(within(review).getByRole('button', { name: 'Save' }));
    const saved = await asked(gateway, 'EditK8sTemplate', 2);
    expect(saved.variables.input).toEqual({ ...input, dryRun: false });
    act(() => saved.answer(edited({ applied: true })));
    await waitFor(() => expect(router.state.location.pathname).toBe('/k8s/templates/gold'));
  });

  it('shows what is refused, of a wrong type too, at its field', async () => {
    const { gateway } = await openEditor();
    const check = await asked(gateway, 'EditK8sTemplate', 1);
    const refusal = {
      __typename: 'K8sRefusal',
      by: 'KUBERNETES',
      field: 'spec.size',
      message: 'must be an integer',
    } as const;
    act(() => check.answer(edited({ refusals: [refusal], template: null })));
    expect(await screen.findByText('1 refused')).toBeInTheDocument();
    expect(screen.getByLabelText('Nodes')).toHaveAccessibleDescription(/must be an integer/);
    expect(screen.getByRole('button', { name: 'Review and save…' })).toBeDisabled();
  });

  it('brings a conflict together, field by field, as soon as somebody else saves', async () => {
    const { gateway, user } = await openEditor();
    const theirs = TEXT.replace('size: 3', 'size: 4').replace('8.1.1.1', '8.1.2.0');
    act(() =>
      gateway
        .last('K8sTemplateFeed')
        .answer(told([liveTemplate([], { yaml: theirs, resourceVersion: '9' })])),
    );
    const panel = await screen.findByRole('alert');
    expect(panel).toHaveTextContent('Somebody else changed this template meanwhile');
    await user.click(within(panel).getByRole('radio', { name: 'spec.size: take mine' }));
    await user.click(within(panel).getByRole('button', { name: 'Go on with both' }));
    await waitFor(
      () =>
        expect(gateway.last('EditK8sTemplate').variables.input).toMatchObject({
          seenYaml: theirs,
          expectedResourceVersion: '9',
          yaml: theirs.replace('size: 4', 'size: 5'),
        }),
      SLOWLY,
    );
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('makes a new one from its text, which is looked at before it has a name', async () => {
    const { gateway } = renderAt(
      '/k8s/templates/new',
      '/k8s/templates/new?context=east',
      <NewTemplatePage />,
    );
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Nodes'), '2');
    await waitFor(
      () =>
        expect(gateway.last('ImportK8sTemplate').variables.input).toEqual({
          context: 'east',
          name: 'unnamed-draft',
          yaml: expect.stringContaining('size: 2') as string,
          dryRun: true,
        }),
      SLOWLY,
    );
  });
});
