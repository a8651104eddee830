import { Kbd, Modal, Table } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { CONNECTIONS_PATH, NEW_CONNECTION_PATH } from '@/features/connections';

const SHORTCUTS: readonly (readonly [keys: readonly string[], meaning: string])[] = [
  [['Ctrl / ⌘', 'K'], 'Go to a connection or page, or run an action'],
  [['Alt', 'C'], 'All connections'],
  [['Alt', 'N'], 'Add a connection'],
  [['/'], 'Look up, where the page has a look-up field'],
  [['↑', '↓', 'Enter'], 'Move in tables and lists, open'],
  [['Esc'], 'Close what is on top'],
  [['?'], 'This help'],
];

interface Shortcuts {
  readonly open: () => void;
  /** The help sheet; to be drawn once. */
  readonly sheet: ReactNode;
}

/** The page's keyboard shortcuts and the sheet that lists them. Plain keys do nothing while text is being entered. */
export function useShortcuts(): Shortcuts {
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure(false);
  useHotkeys([
    ['shift+?', open],
    ['alt+C', () => void navigate(CONNECTIONS_PATH)],
    ['alt+N', () => void navigate(NEW_CONNECTION_PATH)],
  ]);
  const sheet = (
    <Modal
      opened={opened}
      onClose={close}
      title="Keyboard shortcuts"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Table>
        <Table.Tbody>
          {SHORTCUTS.map(([keys, meaning]) => (
            <Table.Tr key={meaning}>
              <Table.Th scope="row" fw={400}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Th>
              <Table.Td>{meaning}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
  return { open, sheet };
}
