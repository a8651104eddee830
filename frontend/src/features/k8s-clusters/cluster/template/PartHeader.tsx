import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The head of a part of the page, with what can be done to it at the end of its line. */
export function PartHeader({ title, action }: { readonly title: string; readonly action?: ReactNode }) {
  return (
    <Group justify="space-between" mih={30} mb={4}>
      <Title order={2} size="h5">
        {title}
      </Title>
      {action}
    </Group>
  );
}
