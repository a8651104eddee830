import { Alert, Button, Group, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconRefresh, IconTemplate } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { FeedBadges } from '@/features/data';
import {
  isBehind,
  Keepers,
  type LiveTemplate,
  ResyncDialog,
  TemplateSpec,
  TEMPLATES_PATH,
  useTemplate,
} from '@/features/k8s-clusters';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { isKnown } from '@/shared/lib/known';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { Ago } from '@/shared/ui/Ago';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Known } from '@/shared/ui/Unknown';
import { ActionButton } from '@/shared/ui/ActionButton';
import { DeleteTemplateDialog } from '../components/DeleteTemplateDialog';
import { UsedByTable } from '../components/UsedByTable';
import { chosenContext, useContexts, whyNot } from '../queries/useContexts';
import { CONTEXT_PARAM, editTemplateUrl, newTemplateUrl } from '../urls';

const DIALOGS = ['resync', 'delete'] as const;
const TAB_PARAM = 'tab';

/** A template: what it holds, who is made from it, and how far they are from it. */
export function TemplatePage() {
  const { name = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const { dialog, open, close } = useUrlDialog(DIALOGS);
  const context = search.get(CONTEXT_PARAM);
  const ref = { context, name };
  const feed = useTemplate(ref);
  const contexts = useContexts().data?.k8sContexts ?? [];
  const rights = chosenContext(contexts, context);
  const template = feed.state?.template ?? null;

  if (feed.state !== null && template === null) {
    return (
      <EmptyState
        icon={IconTemplate}
        order={1}
        title={`No template ${name}`}
        action={
          <Button component={Link} to={TEMPLATES_PATH} variant="default">
            All templates
          </Button>
        }
      >
        Kubernetes has no AerospikeClusterTemplate of this name{context !== null && ` in ${context}`}. This
        page shows it once there is one.
      </EmptyState>
    );
  }
  const uses = template?.usedBy?.clusters ?? [];
  const late = uses.filter(isBehind).length;
  return (
    <>
      <PageHeader
        title={name}
        subtitle={template === null ? '\u00a0' : (template.spec?.description ?? template.context)}
        badges={
          <>
            {late > 0 && (
              <Mark color="orange">
                {late} {late === 1 ? 'cluster' : 'clusters'} out of sync
              </Mark>
            )}
            {/* A template nobody touches brings no news. */}
            <FeedBadges feed={feed} afterSeconds={Infinity} />
          </>
        }
        actions={
          template !== null && (
            <>
              {late > 0 && (
                <Button
                  leftSection={<IconRefresh size={16} aria-hidden="true" />}
                  onClick={() => open('resync')}
                >
                  Resync…
                </Button>
              )}
              <ActionButton variant="default" to={editTemplateUrl(ref)} whyNot={whyNot(rights, 'patch')}>
                Edit
              </ActionButton>
              <ActionButton
                variant="default"
                to={newTemplateUrl(context, name)}
                whyNot={whyNot(rights, 'create')}
              >
                Copy
              </ActionButton>
              <ActionButton
                variant="default"
                c="red"
                onClick={() => open('delete')}
                whyNot={whyNot(rights, 'delete')}
              >
                Delete…
              </ActionButton>
            </>
          )
        }
      />
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {template === null && feed.error === null && <LoadingSkeleton label="the template" rows={8} />}
      {template !== null && (
        <Tabs
          value={search.get(TAB_PARAM) === 'yaml' ? 'yaml' : 'overview'}
          onChange={(tab) =>
            setSearch(
              (now) => {
                const next = new URLSearchParams(now);
                if (tab === 'yaml') {
                  next.set(TAB_PARAM, tab);
                } else {
                  next.delete(TAB_PARAM);
                }
                return next;
              },
              { replace: true },
            )
          }
          keepMounted={false}
        >
          <Tabs.List mb="md" aria-label="Views of the template">
            <Tabs.Tab value="overview">Overview</Tabs.Tab>
            <Tabs.Tab value="yaml">YAML</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="overview">
            <Overview template={template} />
          </Tabs.Panel>
          <Tabs.Panel value="yaml">
            {isKnown(template.yaml) && (
              <CodeEditor
                // Another text is another document to read.
                key={template.yaml}
                label={`The template ${name} as YAML`}
                language="yaml"
                readOnly
                value={template.yaml}
                maxHeight={640}
              />
            )}
          </Tabs.Panel>
        </Tabs>
      )}
      {template !== null && dialog === 'resync' && (
        <ResyncDialog template={template} uses={uses} onClose={close} />
      )}
      {template !== null && dialog === 'delete' && (
        <DeleteTemplateDialog
          template={template}
          onClose={close}
          onDeleted={() => void navigate(TEMPLATES_PATH, { replace: true })}
        />
      )}
    </>
  );
}

function Overview({ template }: { readonly template: LiveTemplate }) {
  const { usedBy, spec, keepers, createdAt, resourceVersion, labels, annotations } = template;
  return (
    <Stack gap="lg">
      {keepers.length > 0 && (
        <Stack gap="xs">
          <Keepers keepers={keepers} what="template" />
        </Stack>
      )}
      <Facts label="The resource">
        <Fact name="Made">
          <Known value={createdAt} format={(at) => <Ago at={at} />} />
        </Fact>
        <Fact name="Version" hint="metadata.resourceVersion: clusters in sync have a copy of this one">
          <Known value={resourceVersion} format={String} />
        </Fact>
        <Fact name="Context">{template.context}</Fact>
        <Fact name="Labels">{pairsText(labels)}</Fact>
        {Object.keys(annotations ?? {}).length > 0 && (
          <Fact name="Annotations">{pairsText(annotations)}</Fact>
        )}
      </Facts>
      <section aria-labelledby="used-by">
        <Group gap="sm" mb={4}>
          <Title order={2} size="h5" id="used-by">
            Used by
          </Title>
          {isKnown(usedBy) && (
            <Text size="sm" c="dimmed" className="tabular">
              {usedBy.totalCount} {usedBy.totalCount === 1 ? 'cluster' : 'clusters'}
            </Text>
          )}
        </Group>
        <Users template={template} />
      </section>
      <section aria-labelledby="says">
        <Title order={2} size="h5" id="says" mb="xs">
          What it says
        </Title>
        {isKnown(spec) ? (
          <TemplateSpec spec={spec} />
        ) : (
          <Alert color="yellow" role="status" title="Not all of it can be read">
            It has a field this version does not know. The YAML shows it whole.
          </Alert>
        )}
      </section>
    </Stack>
  );
}

function Users({ template }: { readonly template: LiveTemplate }) {
  const { usedBy } = template;
  if (!isKnown(usedBy)) {
    return (
      <Text size="sm">The clusters of this context cannot be looked at, so nobody knows from here.</Text>
    );
  }
  const { clusters, namespaces, statusAgrees } = usedBy;
  return (
    <Stack gap="xs">
      {clusters.length === 0 ? (
        <Text size="sm">No cluster is made from it. It can be deleted, and changed without any effect.</Text>
      ) : (
        <UsedByTable template={template} uses={clusters} />
      )}
      {namespaces && (
        <Text size="xs" c="dimmed">
          Only the namespaces {namespaces.join(', ')} can be looked at: there may be more.
        </Text>
      )}
      {!statusAgrees && (
        <Text size="xs" c="dimmed">
          The operator’s list in the template’s status says otherwise: it is brought up to date when a cluster
          is next reconciled.
        </Text>
      )}
    </Stack>
  );
}

function pairsText(pairs: LiveTemplate['labels']): string {
  const entries = Object.entries(pairs ?? {});
  return entries.length === 0 ? 'none' : entries.map(([key, value]) => `${key}=${value}`).join(', ');
}
