import { Alert, Button, FileButton, Group, Radio, Stack, Textarea } from '@mantine/core';
import { IconCircleCheck, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { ConnectionImportConflict } from '@/gql/schema';
import { ErrorState } from '@/shared/ui/ErrorState';
import { PageHeader } from '@/shared/ui/PageHeader';
import { ImportTable, isUsable } from '../components/ImportTable';
import type { ImportTable_EntryFragment } from '../components/ImportTable.generated';
import { useTransfer } from '../mutations/useTransfer';
import { CONNECTIONS_PATH } from '../urls';

type Step =
  | { readonly at: 'document' }
  | { readonly at: 'preview'; readonly entries: readonly ImportTable_EntryFragment[] }
  | { readonly at: 'done'; readonly made: number };

/** Takes connections from a document: first a look at what would happen, then, when told to, it happens. */
export function ImportConnectionsPage() {
  const { preview, importAll } = useTransfer();
  const [document, setDocument] = useState('');
  const [conflict, setConflict] = useState<ConnectionImportConflict>('SKIP');
  const [step, setStep] = useState<Step>({ at: 'document' });
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const attempt = async (action: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await action();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };
  const look = (text: string, onConflict: ConnectionImportConflict) =>
    attempt(async () => {
      const entries = await preview(text, onConflict);
      setChosen(new Set(entries.filter(isUsable).map(({ index }) => index)));
      setStep({ at: 'preview', entries });
    });
  const edit = (text: string) => {
    setDocument(text);
    setStep({ at: 'document' });
  };
  const choose = (onConflict: ConnectionImportConflict) => {
    setConflict(onConflict);
    if (step.at === 'preview') void look(document, onConflict);
  };
  const toggle = (index: number, on: boolean) =>
    setChosen((before) => new Set(on ? [...before, index] : [...before].filter((each) => each !== index)));

  return (
    <>
      <PageHeader
        title="Import connections"
        subtitle="From a document this or another installation exported"
      />
      <Stack gap="md" maw={960}>
        <Textarea
          label="Document"
          description="Paste it, or take it from a file. Nothing is stored before you say so."
          autosize
          minRows={4}
          maxRows={10}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={document}
          onChange={(event) => edit(event.currentTarget.value)}
        />
        <Group>
          <FileButton
            accept="application/json,.json"
            onChange={(file) => {
              if (file) void file.text().then(edit);
            }}
          >
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconUpload size={16} aria-hidden="true" />}>
                Choose a file
              </Button>
            )}
          </FileButton>
          <Button
            variant={step.at === 'document' ? 'filled' : 'default'}
            disabled={document.trim() === ''}
            loading={busy && step.at === 'document'}
            onClick={() => void look(document, conflict)}
          >
            Preview
          </Button>
        </Group>
        <Radio.Group
          label="When a connection has the same name"
          value={conflict}
          onChange={(value) => choose(CONFLICTS.find((each) => each === value) ?? 'SKIP')}
        >
          <Group mt={6} gap="md">
            <Radio value="SKIP" label="Leave the entry out" disabled={step.at === 'done'} />
            <Radio value="REPLACE" label="Replace the connection" disabled={step.at === 'done'} />
            <Radio value="COPY" label="Add a copy" disabled={step.at === 'done'} />
          </Group>
        </Radio.Group>
        {step.at === 'preview' && (
          <>
            <ImportTable entries={step.entries} chosen={chosen} onChoose={toggle} disabled={busy} />
            <Group>
              <Button
                loading={busy}
                disabled={chosen.size === 0}
                onClick={() =>
                  void attempt(async () => {
                    const made = await importAll(
                      document,
                      conflict,
                      [...chosen].sort((a, b) => a - b),
                    );
                    setDocument('');
                    setStep({ at: 'done', made });
                  })
                }
              >
                {`Import ${connections(chosen.size)}`}
              </Button>
              <Button variant="subtle" color="gray" component={Link} to={CONNECTIONS_PATH}>
                Cancel
              </Button>
            </Group>
          </>
        )}
        {step.at === 'done' && (
          <Alert
            color="teal"
            role="status"
            title={`Imported ${connections(step.made)}`}
            icon={<IconCircleCheck aria-hidden="true" />}
          >
            <Button variant="light" component={Link} to={CONNECTIONS_PATH}>
              Show connections
            </Button>
          </Alert>
        )}
        <ErrorState error={error} />
      </Stack>
    </>
  );
}

const CONFLICTS: readonly ConnectionImportConflict[] = ['SKIP', 'REPLACE', 'COPY'];

const connections = (count: number) => `${String(count)} ${count === 1 ? 'connection' : 'connections'}`;
