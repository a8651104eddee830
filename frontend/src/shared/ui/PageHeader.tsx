import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: ReactNode;
  /** A line below the title. */
  readonly subtitle?: ReactNode;
  /** Badges beside the title. */
  readonly badges?: ReactNode;
  /** Buttons at the end of the line. */
  readonly actions?: ReactNode;
}

/** The head of a page. Its title is the page's only `h1` and receives the focus after navigation. */
export function PageHeader({ title, subtitle, badges, actions }: PageHeaderProps) {
  return (
    <Group component="header" justify="space-between" align="flex-start" mb="md" gap="sm">
      <div style={{ minWidth: 0 }}>
        <Group gap="sm">
          <Title
            order={1}
            size="h3"
            tabIndex={-1}
            data-page-title
            style={{ outline: 'none', overflowWrap: 'anywhere' }}
          >
            {title}
          </Title>
          {badges}
        </Group>
        {subtitle !== undefined && (
          <Text c="dimmed" size="sm" component="div">
            {subtitle}
          </Text>
        )}
      </div>
      {actions !== undefined && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
