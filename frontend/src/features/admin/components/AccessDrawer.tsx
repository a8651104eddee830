import { Drawer, Stack } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  readonly opened: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** What is known of one user or one role, beside the list. */
export function AccessDrawer({ opened, title, onClose, children }: Props) {
  return (
    <Drawer.Root opened={opened} onClose={onClose} position="right" size="min(100%, 640px)">
      <Drawer.Overlay />
      <Drawer.Content>
        {/* The page has its own banner; a dialog's head is none. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>{title}</Drawer.Title>
          <Drawer.CloseButton aria-label="Close" />
        </Drawer.Header>
        <Drawer.Body>
          <Stack gap="lg">{children}</Stack>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
