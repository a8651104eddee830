import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconBinaryTree2, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { FeedBadges } from '../../components/FeedBadges';
import { CreateIndexDialog } from '../components/CreateIndexDialog';
import { DropIndexDialog } from '../components/DropIndexDialog';
import { IndexDrawer } from '../components/IndexDrawer';
import { IndexTable } from '../components/IndexTable';
import { type SecondaryIndex, useIndexes } from '../feeds/useIndexes';
import { EMPTY_INDEX } from '../model/indexDraft';
import { usePlaces } from '../../queries/usePlaces';
import { type IndexesView, indexesSearch, indexesUrl, readIndexesView } from '../urls';

/** The secondary indexes of a cluster: listed, followed while they are built, made and dropped. */
export function IndexesPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const view = readIndexesView(search);
  const feed = useIndexes(connectionId);
  const places = usePlaces(connectionId);
  const [dropping, setDropping] = useState<SecondaryIndex | null>(null);
  const all = feed.state?.indexes ?? null;
  const shown =
    all?.filter(({ namespace }) => view.namespace === null || namespace === view.namespace) ?? null;
  const open = all?.find(({ namespace, name }) => isAt(view, namespace, name)) ?? null;
  const go = (part: Partial<IndexesView>) => setSearch(indexesSearch({ ...view, ...part }));
  const create = () => go({ draft: { ...EMPTY_INDEX, namespace: view.namespace ?? '' }, open: null });

  return (
    <>
      <PageHeader
        title="Indexes"
        badges={<FeedBadges feed={feed} />}
        actions={
          <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={create}>
            New index
          </Button>
        }
      />
      <Stack gap="sm">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {all === null && feed.error === null && <LoadingSkeleton label="indexes" rows={5} />}
        {all !== null && all.length > 0 && (
          <Group justify="space-between">
            <NativeSelect
              aria-label="Namespace"
              data={[{ value: '', label: 'All namespaces' }, ...namespacesOf(all, view.namespace)]}
              value={view.namespace ?? ''}
              onChange={(event) => {
                const namespace = event.currentTarget.value;
                go({ namespace: namespace === '' ? null : namespace });
              }}
            />
            <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
              {shown?.length === 1 ? '1 index' : `${String(shown?.length ?? 0)} indexes`}
            </Text>
          </Group>
        )}
        {shown?.length === 0 && (
          <EmptyState
            icon={IconBinaryTree2}
            title="No indexes"
            action={<Button onClick={create}>New index</Button>}
          >
            A secondary index finds records by the value of a bin without a look at every record.
          </EmptyState>
        )}
        {shown !== null && shown.length > 0 && (
          <IndexTable
            indexes={shown}
            urlOf={({ namespace, name }) =>
              indexesUrl(connectionId, { ...view, draft: null, open: { namespace, name } })
            }
          />
        )}
      </Stack>
      <IndexDrawer index={open} onDrop={setDropping} onClose={() => go({ open: null })} />
      <DropIndexDialog connectionId={connectionId} index={dropping} onClose={() => setDropping(null)} />
      {view.draft !== null && (
        <CreateIndexDialog
          connectionId={connectionId}
          initial={view.draft}
          places={places}
          onCreated={({ namespace, name }) => go({ draft: null, open: { namespace, name } })}
          onClose={() => go({ draft: null })}
        />
      )}
    </>
  );
}

function isAt({ open }: IndexesView, namespace: string, name: string): boolean {
  return open?.namespace === namespace && open.name === name;
}

/** Namespaces that have an index, and the one that is chosen. */
function namespacesOf(indexes: readonly SecondaryIndex[], chosen: string | null): string[] {
  const names = new Set(indexes.map(({ namespace }) => namespace));
  return [...(chosen === null ? names : names.add(chosen))].sort();
}
