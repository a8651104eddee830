import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from 'react-router';
import { notifyDone, notifyError } from '@/shared/ui/notify';
import { ConfirmByName } from '@/shared/ui/ConfirmByName';
import { useConnections } from '../feeds/ConnectionsProvider';
import { type ConnectionEntry, movedIds } from '../model/entries';
import { useConnectionMutations } from '../mutations/useConnectionMutations';
import { editConnectionPath } from '../urls';

/** What can be done to a connection from the list. */
export function ConnectionMenu({ connection }: { readonly connection: ConnectionEntry }) {
  const { id, name } = connection;
  const { entries } = useConnections();
  const { duplicate, remove, reorder } = useConnectionMutations();
  const [confirming, confirm] = useDisclosure(false);

  const copy = async () => {
    try {
      const made = await duplicate(id);
      notifyDone(`Made ${made.name}`);
    } catch (error) {
      notifyError(error);
    }
  };
  const move = async (ids: readonly string[]) => {
    try {
      await reorder(ids);
    } catch (error) {
      notifyError(error);
    }
  };
  const earlier = movedIds(entries, id, -1);
  const later = movedIds(entries, id, 1);

  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Actions for ${name}`}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} component={Link} to={editConnectionPath(id)}>
            Edit
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void copy()}>
            Duplicate
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowUp size={16} />}
            disabled={earlier === null}
            onClick={() => earlier && void move(earlier)}
          >
            Move earlier
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={16} />}
            disabled={later === null}
            onClick={() => later && void move(later)}
          >
            Move later
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            c="var(--mantine-color-red-light-color)"
            leftSection={<IconTrash size={16} />}
            onClick={confirm.open}
          >
            Delete…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmByName
        opened={confirming}
        onClose={confirm.close}
        title="Delete connection"
        name={name}
        confirmLabel="Delete"
        onConfirm={async () => {
          await remove(id, connection.revision);
          notifyDone(`Deleted ${name}`);
        }}
      >
        The profile, its stored password and its kept history are deleted. The cluster itself and its data are
        not touched.
      </ConfirmByName>
    </>
  );
}
