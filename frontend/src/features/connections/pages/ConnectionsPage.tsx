import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileExport, IconFileImport, IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { Link } from 'react-router';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert, ErrorState } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ConnectionCard } from '../components/ConnectionCard';
import { ExportDialog } from '../components/ExportDialog';
import classes from '../components/connections.module.css';
import { useConnections } from '../feeds/ConnectionsProvider';
import { groupByEnv } from '../model/entries';
import { IMPORT_CONNECTIONS_PATH, NEW_CONNECTION_PATH } from '../urls';

/** All connections as cards, by environment. */
export function ConnectionsPage() {
  const { entries, loading, error, refetch, feedError } = useConnections();
  const [exporting, dialog] = useDisclosure(false);
  return (
    <>
      <PageHeader
        title="Connections"
        subtitle="The Aerospike clusters this installation knows"
        actions={
          <>
            <Button
              variant="default"
              component={Link}
              to={IMPORT_CONNECTIONS_PATH}
              leftSection={<IconFileImport size={16} aria-hidden="true" />}
            >
              Import
            </Button>
            <Button
              variant="default"
              disabled={entries.length === 0}
              leftSection={<IconFileExport size={16} aria-hidden="true" />}
              onClick={dialog.open}
            >
              Export
            </Button>
            <Button component={Link} to={NEW_CONNECTION_PATH} leftSection={<IconPlus size={16} />}>
              Add connection
            </Button>
          </>
        }
      />
      {feedError && error === null && (
        <Stack mb="md">
          <ErrorAlert error={{ ...feedError, message: `Live updates have stopped: ${feedError.message}` }} />
        </Stack>
      )}
      {loading ? (
        <LoadingSkeleton label="connections" rows={2} rowHeight={220} />
      ) : error !== null ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : entries.length === 0 ? (
        <NoConnections />
      ) : (
        <ConnectionGroups />
      )}
      <ExportDialog opened={exporting} onClose={dialog.close} />
    </>
  );
}

function ConnectionGroups() {
  const { entries } = useConnections();
  return (
    <Stack gap="lg">
      {groupByEnv(entries).map(({ env, entries: members }) => (
        <section key={env} aria-label={`Environment ${env}`}>
          <Group gap="xs" mb="xs">
            <Title order={2} size="h6" tt="uppercase" c="dimmed">
              {env}
            </Title>
            <Text size="sm" c="dimmed" className="tabular">
              {members.length}
            </Text>
          </Group>
          <div className={classes.grid}>
            {members.map((connection) => (
              <ConnectionCard key={connection.id} connection={connection} />
            ))}
          </div>
        </section>
      ))}
    </Stack>
  );
}

function NoConnections() {
  return (
    <EmptyState
      icon={IconPlugConnected}
      title="Connect your first cluster"
      action={
        <Button component={Link} to={NEW_CONNECTION_PATH} leftSection={<IconPlus size={16} />}>
          Add connection
        </Button>
      }
    >
      Name one or more nodes of an Aerospike cluster, for example <code>10.0.0.5:3000</code>. The rest of the
      cluster is found from there, and you can test the address before you save.
    </EmptyState>
  );
}
