import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconFunction, IconPlus } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';
import { FeedBadges } from '@/features/data';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { SearchField } from '@/shared/ui/SearchField';
import { ExampleList } from '../components/ExampleList';
import { ModuleTable } from '../components/ModuleTable';
import { useModules } from '../feeds/useModules';
import { moduleUrl, newModuleUrl } from '../urls';

/** The Lua modules of a cluster, as its nodes tell of them. */
export function ModulesPage() {
  const { connectionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const feed = useModules(connectionId);
  const find = search.get('find') ?? '';
  const all = feed.state?.modules ?? null;
  const shown = all?.filter(({ name }) => name.toLowerCase().includes(find.toLowerCase())) ?? [];
  const create = (
    <Button
      component={Link}
      to={newModuleUrl(connectionId)}
      leftSection={<IconPlus size={16} aria-hidden="true" />}
    >
      New module
    </Button>
  );

  return (
    <>
      <PageHeader title="Modules" badges={<FeedBadges feed={feed} />} actions={create} />
      <Stack gap="sm">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {all === null && feed.error === null && <LoadingSkeleton label="modules" rows={5} />}
        {all !== null && all.length > 0 && (
          <>
            <Group justify="space-between">
              <SearchField
                label="Find a module"
                value={find}
                onChange={(next) => setSearch(next === '' ? {} : { find: next }, { replace: true })}
              />
              <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
                {countText(shown.length, all.length)}
              </Text>
            </Group>
            {shown.length > 0 ? (
              <ModuleTable modules={shown} urlOf={(name) => moduleUrl(connectionId, name)} />
            ) : (
              <Text size="sm" c="dimmed">
                No module has “{find}” in its name.
              </Text>
            )}
          </>
        )}
        {all?.length === 0 && (
          <>
            <EmptyState icon={IconFunction} title="No modules" action={create}>
              A module is a file of Lua functions that run on the nodes, where the records are: on one record,
              on each a query finds, or on the stream of them to add something up.
            </EmptyState>
            <Title order={2} size="h5">
              Begin with an example
            </Title>
            <ExampleList connectionId={connectionId} />
          </>
        )}
      </Stack>
    </>
  );
}

function countText(shown: number, all: number): string {
  const total = `${String(all)} ${all === 1 ? 'module' : 'modules'}`;
  return shown === all ? total : `${String(shown)} of ${total}`;
}
