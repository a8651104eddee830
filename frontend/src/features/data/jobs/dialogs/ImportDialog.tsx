import { Checkbox, Group, NativeSelect, Progress, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FileFormat, ImportConflict } from '@/gql/schema';
import { TtlField } from '../../components/editor/TtlField';
import { CONFLICTS, FORMATS } from '../model/formats';
import { rememberImport } from '../model/imports';
import { emptyImport, importInput, type ImportDraft } from '../model/importDraft';
import { readUploads, rememberUpload, type Upload } from '../model/uploads';
import { sendFile } from '../mutations/sendFile';
import { StartImportDocument } from '../mutations/start.generated';
import { useStartJob } from '../mutations/useStartJob';
import { FileChoice } from './FileChoice';
import { JobDialog } from './JobDialog';
import { RateField } from './RateField';
import type { Place } from './TruncateDialog';

type Props = {
  readonly place: Place;
  /** What to begin with. Default: nothing is chosen. */
  readonly initial?: ImportDraft;
  readonly onClose: () => void;
};

/** Sends a file and writes its records, or only reads it and tells what would be refused. */
export function ImportDialog({ place, initial, onClose }: Props) {
  const { connectionId, namespace } = place;
  const [draft, setDraft] = useState(() => initial ?? emptyImport(place.set));
  const [kept] = useState(() => readUploads(Date.now()));
  const [share, setShare] = useState<number | null>(null);
  const sending = useRef(new AbortController());
  const start = useStartJob(connectionId);
  const input = importInput(draft);
  const change = (part: Partial<ImportDraft>) => setDraft((now) => ({ ...now, ...part }));

  useEffect(() => {
    const aborter = new AbortController();
    sending.current = aborter;
    return () => aborter.abort();
  }, []);

  const fileOf = async (): Promise<Upload | null> => {
    if (!(draft.file instanceof File)) {
      return draft.file;
    }
    setShare(0);
    try {
      const upload = await sendFile(draft.file, setShare, sending.current.signal);
      rememberUpload(upload, Date.now());
      // Refused or stopped later, the import is tried again with what was sent.
      change({ file: upload });
      return upload;
    } finally {
      setShare(null);
    }
  };

  const submit = async () => {
    if (!input.ok) return;
    const file = await fileOf();
    if (file === null || sending.current.signal.aborted) return;
    await start(
      StartImportDocument,
      { input: { connectionId, namespace, fileId: file.id, ...input.value } },
      (data) => {
        rememberImport(data.startImport.job.id, { namespace, draft: { ...draft, file } });
        return data.startImport;
      },
    );
  };

  return (
    <JobDialog
      title={`Import into ${namespace}`}
      submitLabel={draft.dryRun ? 'Read the file' : 'Import'}
      ready={input.ok && draft.file !== null}
      onSubmit={submit}
      onClose={onClose}
    >
      <FileChoice draft={draft} kept={kept} onChange={change} />
      {share !== null && (
        <Stack gap={4} role="status">
          <Text size="sm">Sending the file…</Text>
          <Progress value={share * 100} aria-label="Sent of the file" />
        </Stack>
      )}
      <NativeSelect
        label="Format"
        data={FORMATS.map(({ value, label, about }) => ({ value, label: `${label}: ${about}` }))}
        value={draft.format}
        onChange={(event) => change({ format: event.currentTarget.value as FileFormat })}
      />
      <Group align="flex-start">
        <NativeSelect
          label="Into"
          data={[
            { value: 'file', label: 'The set each record names' },
            { value: 'named', label: 'One set for all' },
          ]}
          value={draft.into}
          onChange={(event) => change({ into: event.currentTarget.value === 'named' ? 'named' : 'file' })}
        />
        {draft.into === 'named' && (
          <TextInput
            label="Set"
            value={draft.set}
            onChange={(event) => change({ set: event.currentTarget.value })}
          />
        )}
      </Group>
      <Radio.Group
        label="A record that is there already"
        value={draft.onExisting}
        onChange={(value) => change({ onExisting: value as ImportConflict })}
      >
        <Group mt={6} gap="lg">
          {CONFLICTS.map(({ value, label, about }) => (
            <Radio key={value} value={value} label={label} description={about} />
          ))}
        </Group>
      </Radio.Group>
      <Group align="flex-end">
        <TtlField isNew={false} choice={draft.ttl} onChange={(ttl) => change({ ttl })} />
        <RateField value={draft.rate} onChange={(rate) => change({ rate })} />
        <TextInput
          label="Begin with line"
          w={120}
          inputMode="numeric"
          value={draft.fromLine}
          onChange={(event) => change({ fromLine: event.currentTarget.value })}
        />
      </Group>
      <Checkbox
        label="Dry run: read the whole file and tell what would be refused, without writing"
        checked={draft.dryRun}
        onChange={(event) => change({ dryRun: event.currentTarget.checked })}
      />
      {!input.ok && (
        <Text size="sm" c="dimmed" role="status">
          {input.problem}
        </Text>
      )}
    </JobDialog>
  );
}
