import { Button } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useCopy } from '@/shared/lib/useCopy';
import { keyRefOf } from '../../model/recordKey';
import { keyListText } from '../../model/keyList';
import type { RecordRow } from '../../queries/useRecordPages';

/** Copies the keys of records: one a line when they are of one type, as find by keys reads them; otherwise with types. */
export function CopyKeysButton({ records }: { readonly records: readonly RecordRow[] }) {
  const text = keyListText(records.map((record) => keyRefOf(record.key)));
  const { copied, copy } = useCopy();
  return (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconCopy size={14} aria-hidden="true" />}
      onClick={() => void copy(text)}
    >
      {copied ? 'Keys copied' : 'Copy keys'}
    </Button>
  );
}
