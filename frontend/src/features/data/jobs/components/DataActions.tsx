import { Button, Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconDownload,
  IconEraser,
  IconFlask,
  IconListDetails,
  IconUpload,
  type TablerIcon,
} from '@tabler/icons-react';
import { Suspense } from 'react';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import {
  BulkDialog,
  ExportDialog,
  ImportDialog,
  type Place,
  SampleDataDialog,
  TruncateDialog,
} from '../dialogs/lazy';

const DIALOGS = ['export', 'import', 'sample', 'bulk', 'truncate'] as const;
type Dialog = (typeof DIALOGS)[number];

const ITEMS: readonly { readonly dialog: Dialog; readonly label: string; readonly icon: TablerIcon }[] = [
  { dialog: 'export', label: 'Export all records…', icon: IconDownload },
  { dialog: 'import', label: 'Import records…', icon: IconUpload },
  { dialog: 'sample', label: 'Sample data…', icon: IconFlask },
  { dialog: 'bulk', label: 'Change or copy all records…', icon: IconListDetails },
];

/** Long work on a set, or on a whole namespace, each behind a dialog that asks what to do. */
export function DataActions({ place }: { readonly place: Place }) {
  const { dialog: shown, open, close } = useUrlDialog(DIALOGS);
  const query = { connectionId: place.connectionId, namespace: place.namespace, set: place.set };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
            {place.set === null ? 'Namespace' : 'Set'} actions
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ITEMS.map(({ dialog, label, icon: Icon }) => (
            <Menu.Item
              key={dialog}
              leftSection={<Icon size={16} aria-hidden="true" />}
              onClick={() => open(dialog)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-red-light-color)"
            leftSection={<IconEraser size={16} aria-hidden="true" />}
            onClick={() => open('truncate')}
          >
            Truncate…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {shown === 'export' && <ExportDialog query={query} onClose={close} />}
        {shown === 'import' && <ImportDialog place={place} onClose={close} />}
        {shown === 'sample' && <SampleDataDialog place={place} onClose={close} />}
        {shown === 'bulk' && <BulkDialog query={query} action="update" onClose={close} />}
        {shown === 'truncate' && <TruncateDialog place={place} onClose={close} />}
      </Suspense>
    </>
  );
}
