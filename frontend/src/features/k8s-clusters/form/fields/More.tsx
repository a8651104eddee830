import { Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import { useResource } from '../ResourceForm';

type Props = {
  readonly label: string;
  /** What lies within: how much of it is set is said beside the label, and what is refused opens it. */
  readonly paths: readonly string[];
  readonly children: ReactNode;
};

/** What most need not see, one click away. */
export function More({ label, paths, children }: Props) {
  const { get, refusalsIn } = useResource();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const refused = refusalsIn(paths).length;
  const opened = wanted ?? refused > 0;
  const present = paths.filter((path) => get(path) !== undefined).length;
  const id = useId();
  return (
    <div>
      <UnstyledButton
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => setWanted(!opened)}
        style={{ color: 'var(--mantine-color-anchor)', fontSize: 'var(--mantine-font-size-sm)' }}
      >
        <Group gap={4}>
          <IconChevronRight size={14} aria-hidden="true" style={{ rotate: opened ? '90deg' : '0deg' }} />
          {label}
          {present > 0 && (
            <Text span size="xs" c="dimmed">
              {present} set
            </Text>
          )}
          {refused > 0 && (
            <Text span size="xs" c="var(--mantine-color-error)">
              {refused} refused
            </Text>
          )}
        </Group>
      </UnstyledButton>
      <Collapse in={opened} id={id}>
        {opened && (
          <Stack gap="sm" pt="sm" pl="md">
            {children}
          </Stack>
        )}
      </Collapse>
    </div>
  );
}
