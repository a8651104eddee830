import { Center, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: TablerIcon;
  readonly title: string;
  /** 1 where this is the whole page. Default 2. */
  readonly order?: 1 | 2;
  /** Why it is empty and what comes next. */
  readonly children: ReactNode;
  /** The next step, as a button or link. */
  readonly action?: ReactNode;
}

/** Shown where a list has nothing: says why, and offers the next step. */
export function EmptyState({ icon: Icon, title, order = 2, children, action }: EmptyStateProps) {
  return (
    <Center py="xl">
      <Stack align="center" gap="sm" maw={460}>
        <ThemeIcon variant="light" size={48} radius="xl">
          <Icon size={26} aria-hidden="true" />
        </ThemeIcon>
        <Title order={order} size="h4" ta="center">
          {title}
        </Title>
        <Text c="dimmed" ta="center" component="div">
          {children}
        </Text>
        {action}
      </Stack>
    </Center>
  );
}
