import { Alert, Button, Drawer, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import type { RecordQueryInput } from '@/gql/schema';
import { toAppErrors } from '@/shared/errors/appError';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { notifyDone, notifyError } from '@/shared/ui/notify';
import type { QueryDraft } from '../model/queryDraft';
import { useSavedQueries } from '../queries/useSavedQueries';
import { PastEntry, SavedEntry } from './SavedEntry';

type Props = {
  readonly connectionId: string;
  readonly opened: boolean;
  /** The query of the page; null while it cannot be sent. */
  readonly query: RecordQueryInput | null;
  readonly onOpen: (draft: QueryDraft) => void;
  readonly onRun: (draft: QueryDraft) => void;
  readonly onClose: () => void;
};

/** Queries that were saved for a connection, and those that ran lately. */
export function SavedDrawer({ opened, onClose, ...content }: Props) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size="min(100%, 560px)">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* The page has its own banner; a dialog's head is none. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>Saved queries and history</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <SavedContent {...content} />
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function SavedContent({ connectionId, query, onOpen, onRun }: Omit<Props, 'opened' | 'onClose'>) {
  const kept = useSavedQueries(connectionId);
  return (
    <Stack gap="md">
      {kept.errors.map((error, index) => (
        <ErrorAlert key={index} error={error} />
      ))}
      <SaveForm query={query} onSave={kept.save} />
      <Title order={3} size="h5">
        Saved
      </Title>
      {kept.saved === null && kept.errors.length === 0 && <LoadingSkeleton label="saved queries" rows={3} />}
      {kept.saved?.length === 0 && (
        <Text size="sm" c="dimmed">
          None yet. Name the query above to find it here, from any browser.
        </Text>
      )}
      <Stack gap={6} component="ul" m={0} p={0} aria-label="Saved queries" style={{ listStyle: 'none' }}>
        {kept.saved?.map((saved) => (
          <SavedEntry
            key={saved.id}
            saved={saved}
            onOpen={onOpen}
            onRun={onRun}
            onRename={(name) => kept.rename(saved.id, name)}
            onReplace={query === null ? null : () => kept.replace(saved.id, query)}
            onDelete={() => kept.remove(saved.id)}
          />
        ))}
      </Stack>
      <Group justify="space-between">
        <Title order={3} size="h5">
          Ran lately
        </Title>
        {(kept.past?.length ?? 0) > 0 && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            onClick={() => void kept.clear().catch(notifyError)}
          >
            Forget them
          </Button>
        )}
      </Group>
      {kept.past?.length === 0 && (
        <Text size="sm" c="dimmed">
          No query ran yet.
        </Text>
      )}
      <Stack
        gap={6}
        component="ul"
        m={0}
        p={0}
        aria-label="Queries that ran lately"
        style={{ listStyle: 'none' }}
      >
        {kept.past?.map((past) => (
          <PastEntry
            key={`${past.at}${JSON.stringify(past.query)}`}
            past={past}
            onOpen={onOpen}
            onRun={onRun}
          />
        ))}
      </Stack>
    </Stack>
  );
}

type SaveFormProps = {
  readonly query: RecordQueryInput | null;
  readonly onSave: (name: string, query: RecordQueryInput) => Promise<void>;
};

function SaveForm({ query, onSave }: SaveFormProps) {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  if (query === null) {
    return (
      <Alert color="blue" p="xs">
        The query of the page can be saved once it can be sent.
      </Alert>
    );
  }
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await onSave(name, query);
      notifyDone(`Saved as ${name}.`);
      setName('');
      setProblem(null);
    } catch (cause) {
      setProblem(toAppErrors(cause)[0]?.message ?? 'Not saved.');
    } finally {
      setBusy(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput
          flex={1}
          aria-label="Name of the query"
          placeholder="Name of the query"
          maxLength={100}
          value={name}
          error={problem}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setProblem(null);
          }}
        />
        <Button type="submit" loading={busy} disabled={name.trim() === ''}>
          Save
        </Button>
      </Group>
    </form>
  );
}
