import { Button, CopyButton } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { keyRefOf } from '../../model/recordKey';
import { keyListText } from '../../model/keyList';
import type { RecordRow } from '../../queries/useRecordPages';

/** Copies the keys of records: one a line when they are of one type, as find by keys reads them; otherwise with types. */
export function CopyKeysButton({ records }: { readonly records: readonly RecordRow[] }) {
  const text = keyListText(records.map((record) => keyRefOf(record.key)));
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden="true" />}
          onClick={copy}
        >
          {copied ? 'Keys copied' : 'Copy keys'}
        </Button>
      )}
    </CopyButton>
  );
}
