import { Button, Group, Stack, Text } from '@mantine/core';
import { IconBinaryTree2, IconFileImport, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { FeedBadges } from '@/features/data';
import { useReading } from '@/shared/apollo/useReading';
import { fieldProblems } from '@/shared/errors/appError';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ClusterDialog, ImportDialog } from '../actions';
import { useKubernetesSwitch } from '../queries/useKubernetes';
import { ClustersFeed, type Liveness } from './ClustersFeed';
import { K8sListFactsDocument } from './clusters.generated';
import { ClusterTable } from './ClusterTable';
import { ContextNotes } from './ContextNotes';
import { dialogOf, isListDialog, type ListDialog, readAsked } from './dialogs';
import { Filters } from './Filters';
import classes from './list.module.css';
import { worstOf } from './liveness';
import { NoClusters } from './NoClusters';
import { SavedViews } from './SavedViews';
import { NEW_CLUSTER_PATH } from './urls';
import { useClusterList } from './useClusterList';
import { isFiltered, keptSearch, type ListView, readView, writeView } from './view';

const LABELS_FIELD = 'filter.labelSelector';

/** All clusters in Kubernetes that this server may see, live. */
export function ClustersPage() {
  const isOn = useKubernetesSwitch();
  if (isOn === false) {
    return (
      <EmptyState icon={IconBinaryTree2} order={1} title="Kubernetes is not managed here">
        This server does not look after clusters in Kubernetes. Whoever runs it turns that on with the setting
        K8S_MANAGEMENT_ENABLED.
      </EmptyState>
    );
  }
  return <Clusters />;
}

function Clusters() {
  const [search, setSearch] = useSearchParams();
  const view = readView(search);
  const list = useClusterList(view);
  const facts = useReading(K8sListFactsDocument, {});
  const [livenesses, setLivenesses] = useState<Readonly<Record<string, Liveness>>>({});
  const { dialog, open, close } = useUrlDialog<ListDialog>(isListDialog);
  const { page } = list;
  const contexts = facts.data?.k8sContexts?.map(({ name }) => name) ?? [];
  const followed = contexts.filter((context) => view.context === null || view.context === context);
  const labelsProblem =
    list.errors.flatMap(fieldProblems).find(({ field }) => field === LABELS_FIELD)?.reason ?? null;
  const asked = dialog === null ? null : readAsked(dialog);
  const isEmpty = page?.totalCount === 0 && !isFiltered(view) && page.contexts.every(({ live }) => live);
  const show = (next: ListView, replace = true) => setSearch(writeView(next), { replace });

  return (
    <>
      {followed.map((context) => (
        <ClustersFeed
          key={context}
          context={context}
          onChange={list.touch}
          onLiveness={(of, liveness) => setLivenesses((now) => ({ ...now, [of]: liveness }))}
        />
      ))}
      <PageHeader
        title="Kubernetes clusters"
        subtitle={page === null ? '\u00a0' : clusterCount(page.totalCount)}
        badges={
          // Clusters that do not change are silent: only an interruption makes the list old.
          <FeedBadges
            feed={worstOf(followed.map((context) => livenesses[context]))}
            afterSeconds={Infinity}
          />
        }
        actions={!isEmpty && <PageActions onImport={() => open('import')} />}
      />
      <Stack gap="sm">
        {!isEmpty && (
          <Group justify="space-between" align="flex-start">
            <Filters
              view={view}
              contexts={contexts}
              namespaces={[...new Set(page?.nodes.map(({ namespace }) => namespace))]}
              labelsProblem={labelsProblem}
              onView={show}
            />
            <SavedViews
              search={keptSearch(search)}
              onChoose={(kept) => setSearch(new URLSearchParams(kept))}
            />
          </Group>
        )}
        {page !== null && <ContextNotes contexts={page.contexts} />}
        {[...list.errors, ...facts.errors]
          .filter((error) => labelsProblem === null || !fieldProblems(error).some(isOfLabels))
          .map((error) => (
            <ErrorAlert key={`${error.code} ${error.message}`} error={error} onRetry={list.refresh} />
          ))}
        {page === null && list.errors.length === 0 && (
          <LoadingSkeleton label="the clusters" rows={6} rowHeight={44} />
        )}
        {isEmpty && <NoClusters onImport={() => open('import')} />}
        {page !== null && page.nodes.length > 0 && (
          <div className={list.outdated ? classes.outdated : undefined} aria-busy={list.outdated}>
            <ClusterTable
              clusters={page.nodes}
              withContext={contexts.length > 1}
              sort={{ column: view.sort, descending: view.descending }}
              onSort={({ column, descending }) => show({ ...view, sort: column, descending, after: null })}
              onAction={(action, id) => open(dialogOf(action, id))}
            />
          </div>
        )}
        {page?.nodes.length === 0 && !isEmpty && (
          <Text size="sm" c="dimmed">
            {isFiltered(view) ? 'No cluster passes the filter.' : 'There is no cluster here.'}
          </Text>
        )}
        {page !== null && (page.pageInfo.hasNextPage || view.after !== null) && (
          <Group justify="flex-end" gap="xs" component="nav" aria-label="Pages">
            <Button
              size="xs"
              variant="default"
              disabled={view.after === null}
              onClick={() => show({ ...view, after: null }, false)}
            >
              First page
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={!page.pageInfo.hasNextPage || list.outdated}
              onClick={() => show({ ...view, after: page.pageInfo.endCursor ?? null }, false)}
            >
              Next page
            </Button>
          </Group>
        )}
      </Stack>
      {dialog === 'import' && <ImportDialog onClose={close} />}
      {asked !== null && <ClusterDialog {...asked} onClose={close} />}
    </>
  );
}

function PageActions({ onImport }: { readonly onImport: () => void }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileImport size={16} aria-hidden="true" />}
        onClick={onImport}
      >
        Import YAML
      </Button>
      <Button component={Link} to={NEW_CLUSTER_PATH} leftSection={<IconPlus size={16} aria-hidden="true" />}>
        New cluster
      </Button>
    </>
  );
}

const isOfLabels = ({ field }: { readonly field: string }) => field === LABELS_FIELD;
const clusterCount = (count: number) => `${String(count)} ${count === 1 ? 'cluster' : 'clusters'}`;
