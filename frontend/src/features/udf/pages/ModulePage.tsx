import { Alert, Anchor, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconFunction, IconPencil, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from 'react-router';
import { callUrl, FeedBadges } from '@/features/data';
import { useReading } from '@/shared/apollo/useReading';
import { CodeEditor } from '@/shared/editor/CodeEditor';
import { formatBytes } from '@/shared/format/bytes';
import { download } from '@/shared/lib/download';
import { isKnown } from '@/shared/lib/known';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { Fact, Facts } from '@/shared/ui/Fact';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { Mark } from '@/shared/ui/Mark';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Known } from '@/shared/ui/Unknown';
import { ModuleNodes } from '../components/ModuleNodes';
import { RemoveModuleDialog } from '../components/RemoveModuleDialog';
import { type ListedModule, useModules } from '../feeds/useModules';
import { nodesWithout, standingOf } from '../model/moduleWords';
import { ModuleSourceDocument, type ModuleSourceQuery } from '../queries/modules.generated';
import { editModuleUrl, modulesUrl } from '../urls';

const DIALOGS = ['remove'] as const;

type Source = NonNullable<ModuleSourceQuery['udfModule']>;

/** A Lua module: its text, its functions, and what each node has of it. */
export function ModulePage() {
  const { connectionId = '', module: name = '' } = useParams();
  const feed = useModules(connectionId);
  const navigate = useNavigate();
  const { dialog, open, close } = useUrlDialog(DIALOGS);
  const all = feed.state?.modules ?? null;
  const module = all?.find((one) => one.name === name) ?? null;

  if (all !== null && module === null) {
    return (
      <EmptyState
        icon={IconFunction}
        order={1}
        title={`No module ${name}`}
        action={
          <Button component={Link} to={modulesUrl(connectionId)} variant="default">
            All modules
          </Button>
        }
      >
        No node of this cluster has it. It may have been removed.
      </EmptyState>
    );
  }
  const standing = module === null ? null : standingOf(module);
  return (
    <>
      <PageHeader
        title={name}
        badges={
          <>
            {standing !== null && <Mark color={standing.color}>{standing.text}</Mark>}
            <FeedBadges feed={feed} />
          </>
        }
        actions={
          <>
            <Button
              component={Link}
              to={callUrl(connectionId, name)}
              leftSection={<IconPlayerPlay size={16} aria-hidden="true" />}
            >
              Call a function
            </Button>
            <Button
              component={Link}
              to={editModuleUrl(connectionId, name)}
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden="true" />}
            >
              Edit
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconTrash size={16} aria-hidden="true" />}
              onClick={() => open('remove')}
            >
              Remove…
            </Button>
          </>
        }
      />
      <Stack gap="md">
        {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
        {module === null ? (
          feed.error === null && <LoadingSkeleton label="the module" rows={8} />
        ) : (
          <>
            <Behind connectionId={connectionId} module={module} />
            {/* Another hash is another text. */}
            <SourcePart key={module.hash ?? ''} connectionId={connectionId} module={module} />
          </>
        )}
      </Stack>
      {dialog === 'remove' && (
        <RemoveModuleDialog
          connectionId={connectionId}
          name={name}
          onClose={close}
          onRemoved={() => void navigate(modulesUrl(connectionId), { replace: true })}
        />
      )}
    </>
  );
}

type PartProps = { readonly connectionId: string; readonly module: ListedModule };

/** Says which nodes would not do what the others do. */
function Behind({ connectionId, module }: PartProps) {
  const nodes = nodesWithout(module);
  if (nodes.length === 0) {
    return null;
  }
  return (
    <Alert color="orange" title="Not all nodes have this text" role="status">
      <Text size="sm">
        Calls do not do the same on all records while {nodes.length === 1 ? 'node' : 'nodes'}{' '}
        <Code>{nodes.join(', ')}</Code> {nodes.length === 1 ? 'lacks' : 'lack'} it. The cluster goes on
        telling them, and this page shows it when they have it; if they stay behind,{' '}
        <Anchor component={Link} to={editModuleUrl(connectionId, module.name)} inherit>
          put the module again
        </Anchor>
        .
      </Text>
    </Alert>
  );
}

function SourcePart({ connectionId, module }: PartProps) {
  const { data, errors, loading, refresh } = useReading(ModuleSourceDocument, {
    connectionId,
    name: module.name,
  });
  const source = data?.udfModule ?? null;
  return (
    <>
      <Facts label="What it is">
        <Fact name="Size">
          {loading ? '…' : <Known value={source?.size} format={formatBytes} reason="Its text was not read" />}
        </Fact>
        <Fact name="Language">
          <Known value={module.type} format={(type) => (type === 'LUA' ? 'Lua' : type)} />
        </Fact>
        <Fact wide name="Functions">
          {loading ? '…' : <Functions connectionId={connectionId} name={module.name} source={source} />}
        </Fact>
        <Fact wide name="Hash">
          <Known value={module.hash} format={(hash) => <Code>{hash}</Code>} />
        </Fact>
      </Facts>
      {errors.map((error) => (
        <ErrorAlert key={error.message} error={error} onRetry={refresh} />
      ))}
      {loading && <LoadingSkeleton label="the text" rows={1} rowHeight={320} />}
      {source !== null && <SourceText name={module.name} source={source} />}
      <section aria-labelledby="module-nodes">
        <Title order={2} size="h5" id="module-nodes" mb={4}>
          Nodes
        </Title>
        <ModuleNodes module={module} />
      </section>
    </>
  );
}

function Functions({
  connectionId,
  name,
  source,
}: {
  readonly connectionId: string;
  readonly name: string;
  readonly source: Source | null;
}) {
  const functions = source?.functions;
  if (!isKnown(functions)) {
    return <Known value={null} format={String} reason="The text does not load by itself here" />;
  }
  if (functions.length === 0) {
    return <>none that can be called</>;
  }
  return (
    <Group gap="sm">
      {functions.map((each) => (
        <Anchor key={each} component={Link} inherit to={callUrl(connectionId, name, { fn: each })}>
          {each}
        </Anchor>
      ))}
    </Group>
  );
}

function SourceText({ name, source }: { readonly name: string; readonly source: Source }) {
  const { text } = source;
  if (!isKnown(text)) {
    return (
      <Alert color="gray" role="status" title="Not UTF-8 text">
        The module runs as it is, but cannot be shown or edited here. The API gives it as bytes.
      </Alert>
    );
  }
  return (
    <section aria-labelledby="module-text">
      <Group justify="space-between" mb={4}>
        <Title order={2} size="h5" id="module-text">
          Text
        </Title>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden="true" />}
          onClick={() => download(name, 'text/x-lua', text)}
        >
          Download
        </Button>
      </Group>
      <CodeEditor label={`Text of ${name}`} language="lua" readOnly value={text} maxHeight={560} />
    </section>
  );
}
