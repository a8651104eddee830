import { ActionIcon, Button, Group, Kbd } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconKeyboard, IconSearch } from '@tabler/icons-react';
import { ColorSchemeMenu } from './ColorSchemeMenu';

/** The end of the header: palette, colour scheme, help. */
export function HeaderActions({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <Group gap={4} wrap="nowrap">
      <Button
        visibleFrom="sm"
        variant="default"
        size="xs"
        fw={400}
        leftSection={<IconSearch size={14} aria-hidden="true" />}
        rightSection={<Kbd size="xs">{modifier()} K</Kbd>}
        onClick={spotlight.open}
      >
        Go to…
      </Button>
      <ActionIcon hiddenFrom="sm" variant="subtle" color="gray" aria-label="Go to…" onClick={spotlight.open}>
        <IconSearch size={18} aria-hidden="true" />
      </ActionIcon>
      <ColorSchemeMenu />
      <ActionIcon variant="subtle" color="gray" aria-label="Keyboard shortcuts" onClick={onHelp}>
        <IconKeyboard size={18} aria-hidden="true" />
      </ActionIcon>
    </Group>
  );
}

function modifier(): string {
  return navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl';
}
