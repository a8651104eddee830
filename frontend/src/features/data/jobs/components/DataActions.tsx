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
import { lazy, Suspense, useState } from 'react';
import type { Place } from '../dialogs/TruncateDialog';

const dialogs = () => import('../dialogs');
const BulkDialog = lazy(async () => ({ default: (await dialogs()).BulkDialog }));
const ExportDialog = lazy(async () => ({ default: (await dialogs()).ExportDialog }));
const ImportDialog = lazy(async () => ({ default: (await dialogs()).ImportDialog }));
const SampleDataDialog = lazy(async () => ({ default: (await dialogs()).SampleDataDialog }));
const TruncateDialog = lazy(async () => ({ default: (await dialogs()).TruncateDialog }));

type Dialog = 'export' | 'import' | 'sample' | 'bulk' | 'truncate';

const ITEMS: readonly { readonly dialog: Dialog; readonly label: string; readonly icon: TablerIcon }[] = [
  { dialog: 'export', label: 'Export all records…', icon: IconDownload },
  { dialog: 'import', label: 'Import records…', icon: IconUpload },
  { dialog: 'sample', label: 'Sample data…', icon: IconFlask },
  { dialog: 'bulk', label: 'Change or copy all records…', icon: IconListDetails },
];

/** Long work on a set, or on a whole namespace, each behind a dialog that asks what to do. */
export function DataActions({ place }: { readonly place: Place }) {
  const [open, setOpen] = useState<Dialog | null>(null);
  const close = () => setOpen(null);
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
              onClick={() => setOpen(dialog)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconEraser size={16} aria-hidden="true" />}
            onClick={() => setOpen('truncate')}
          >
            Truncate…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {open === 'export' && <ExportDialog query={query} onClose={close} />}
        {open === 'import' && <ImportDialog place={place} onClose={close} />}
        {open === 'sample' && <SampleDataDialog place={place} onClose={close} />}
        {open === 'bulk' && <BulkDialog query={query} action="update" onClose={close} />}
        {open === 'truncate' && <TruncateDialog place={place} onClose={close} />}
      </Suspense>
    </>
  );
}
