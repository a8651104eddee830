import { Button, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { formatInt64 } from '@/shared/format/int64';
import { download } from '@/shared/lib/download';
import { notifyDone } from '@/shared/ui/notify';
import { discoverColumns } from '../../model/columns';
import { type ExportFormat, fileName, MEDIA_TYPES, toCsv, toJson } from '../../model/exportRows';
import type { RecordTarget } from '../../mutations/useRecordMutations';
import type { RecordRow } from '../../queries/useRecordPages';

type Props = {
  readonly target: RecordTarget;
  readonly selected: readonly RecordRow[];
  readonly loaded: readonly RecordRow[];
};

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ['json', 'JSON, exact with types'],
  ['csv', 'CSV, for spreadsheets'],
];

/** Writes rows that are here into a file. The file is made in the browser. */
export function ExportMenu({ target, selected, loaded }: Props) {
  const save = (records: readonly RecordRow[], format: ExportFormat) => {
    const text =
      format === 'json'
        ? toJson(records)
        : toCsv(
            records,
            discoverColumns(records).map((column) => column.name),
          );
    const name = fileName(target, format, new Date());
    download(name, MEDIA_TYPES[format], text);
    notifyDone(`${formatInt64(String(records.length))} loaded records saved as ${name}.`);
  };
  const items = (records: readonly RecordRow[], what: string) => (
    <>
      <Menu.Label>
        {what}: {formatInt64(String(records.length))}
      </Menu.Label>
      {FORMATS.map(([format, label]) => (
        <Menu.Item key={format} disabled={records.length === 0} onClick={() => save(records, format)}>
          {label}
        </Menu.Item>
      ))}
    </>
  );
  return (
    <Menu position="bottom-end" withinPortal width={270}>
      <Menu.Target>
        <Button variant="default" size="xs" leftSection={<IconDownload size={16} aria-hidden="true" />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {selected.length > 0 && (
          <>
            {items(selected, 'Selected')}
            <Menu.Divider />
          </>
        )}
        {items(loaded, 'Loaded')}
        <Text size="xs" c="dimmed" px="sm" py={6} role="presentation">
          What this page has loaded, with the bins that are read; not the whole set. In CSV, a text that
          begins like a formula gets an apostrophe in front.
        </Text>
      </Menu.Dropdown>
    </Menu>
  );
}
