import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload, IconListDetails, IconTrash } from '@tabler/icons-react';
import { Suspense } from 'react';
import type { RecordQueryInput } from '@/gql/schema';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { BulkDialog, ExportDialog } from '../../jobs/dialogs/lazy';

const DIALOGS = ['export', 'bulk', 'delete'] as const;
type Dialog = (typeof DIALOGS)[number];

type Props = {
  /** The query as it stands; null when it cannot be sent. */
  readonly query: RecordQueryInput | null;
  /** The menu opens: what comes next is put into the address. */
  readonly onMenu: () => void;
  /** Someone wants it done all the same. */
  readonly onIncomplete: () => void;
};

/** Long work on all records the query finds, whether it ran here or not. */
export function FoundActions({ query, onMenu, onIncomplete }: Props) {
  const { dialog, open, close } = useUrlDialog(DIALOGS);
  const ask = (which: Dialog) => (query === null ? onIncomplete() : open(which));
  return (
    <>
      <Menu position="bottom-end" withinPortal onOpen={onMenu}>
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden="true" />}>
            All it finds
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>Every record found, whatever the limit</Menu.Label>
          <Menu.Item
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={() => ask('export')}
          >
            Export to a file…
          </Menu.Item>
          <Menu.Item
            leftSection={<IconListDetails size={16} aria-hidden="true" />}
            onClick={() => ask('bulk')}
          >
            Change or copy…
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-red-light-color)"
            leftSection={<IconTrash size={16} aria-hidden="true" />}
            onClick={() => ask('delete')}
          >
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {query !== null && (
        <Suspense>
          {dialog === 'export' && <ExportDialog query={query} onClose={close} />}
          {dialog === 'bulk' && <BulkDialog query={query} action="update" onClose={close} />}
          {dialog === 'delete' && <BulkDialog query={query} action="delete" onClose={close} />}
        </Suspense>
      )}
    </>
  );
}
