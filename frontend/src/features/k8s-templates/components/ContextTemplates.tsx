import { Group, Stack, Text, Title } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { FeedBadges } from '@/features/data';
import { EmptyState } from '@/shared/ui/EmptyState';
import { ErrorAlert } from '@/shared/ui/ErrorState';
import { LoadingSkeleton } from '@/shared/ui/LoadingSkeleton';
import { useTemplates } from '../feeds/useTemplates';
import { mentions } from '../model/listing';
import { TemplateTable } from './TemplateTable';

type Props = {
  readonly context: string;
  /** Whether it is the only one that is shown: then nothing has to tell it from others. */
  readonly alone: boolean;
  readonly find: string;
  /** Makes a template here. */
  readonly create: ReactNode;
};

/** The templates of one Kubernetes cluster. When it cannot be looked at, it says so and hides no other. */
export function ContextTemplates({ context, alone, find, create }: Props) {
  const feed = useTemplates(context);
  const all = feed.state;
  const shown = all?.filter((template) => mentions(template, find)) ?? [];
  return (
    <Stack gap="xs" component="section" aria-label={`Templates of ${context}`}>
      <Group gap="sm" mih={24}>
        {!alone && (
          <Title order={2} size="h5">
            {context}
          </Title>
        )}
        <Text size="sm" c="dimmed" className="tabular" aria-live="polite">
          {all === null ? '\u00a0' : countText(shown.length, all.length)}
        </Text>
        {/* A list in which nothing changes brings no news: silence is no sign of trouble. */}
        <FeedBadges feed={feed} afterSeconds={Infinity} />
      </Group>
      {feed.error !== null && <ErrorAlert error={feed.error} onRetry={feed.restart} />}
      {all === null && feed.error === null && <LoadingSkeleton label="templates" rows={4} />}
      {shown.length > 0 && <TemplateTable label={`Templates of ${context}`} templates={shown} />}
      {all !== null && all.length > 0 && shown.length === 0 && (
        <Text size="sm" c="dimmed">
          No template mentions “{find}”.
        </Text>
      )}
      {all?.length === 0 && feed.error === null && (
        <EmptyState icon={IconTemplate} title="No templates" action={create}>
          A template holds what several clusters have in common: image, size, storage, scheduling,
          configuration. A cluster that names it takes over a copy of it and may override each part. When the
          template changes, its clusters keep their copy until someone resyncs them, and this page tells which
          are behind.
        </EmptyState>
      )}
    </Stack>
  );
}

function countText(shown: number, all: number): string {
  const total = `${String(all)} ${all === 1 ? 'template' : 'templates'}`;
  return shown === all ? total : `${String(shown)} of ${total}`;
}
