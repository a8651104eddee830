import { FileInput, Group, NativeSelect } from '@mantine/core';
import { formatBytes } from '@/shared/format/bytes';
import { formatOfName } from '../model/formats';
import type { ImportDraft } from '../model/importDraft';
import type { Upload } from '../model/uploads';

type Props = {
  readonly draft: ImportDraft;
  /** Files the gateway has already. */
  readonly kept: readonly Upload[];
  readonly onChange: (part: Partial<ImportDraft>) => void;
};

/** A file from here, or one that was sent before. Its name sets the format it speaks of. */
export function FileChoice({ draft, kept, onChange }: Props) {
  const choose = (file: File | Upload | null) => {
    const format = file === null ? null : formatOfName(file.name);
    onChange({ file, ...(format !== null && { format }) });
  };
  const sent = draft.file !== null && !(draft.file instanceof File) ? draft.file : null;
  const offered = sent === null || kept.some(({ id }) => id === sent.id) ? kept : [sent, ...kept];
  return (
    <Group align="flex-end" grow>
      <FileInput
        label="File"
        placeholder="Choose a file"
        clearable
        clearButtonProps={{ 'aria-label': 'Choose no file' }}
        data-autofocus
        value={draft.file instanceof File ? draft.file : null}
        onChange={choose}
      />
      {offered.length > 0 && (
        <NativeSelect
          label="Or one sent before"
          data={[
            { value: '', label: 'None' },
            ...offered.map(({ id, name, bytes }) => ({ value: id, label: `${name}, ${formatBytes(bytes)}` })),
          ]}
          value={sent?.id ?? ''}
          onChange={(event) => choose(offered.find(({ id }) => id === event.currentTarget.value) ?? null)}
        />
      )}
    </Group>
  );
}
