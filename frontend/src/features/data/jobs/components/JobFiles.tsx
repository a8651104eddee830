import { Button, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { formatBytes } from '@/shared/format/bytes';
import { formatDateTime } from '@/shared/format/time';
import { useNow } from '@/shared/format/useNow';
import type { JobRow } from '../feeds/useJobs';

type Props = {
  readonly files: NonNullable<JobRow['result']>['files'];
  /** Beside others in a row: without their sizes and times. */
  readonly compact?: boolean;
};

/** What a job has written, to be fetched as long as it is kept. */
export function JobFiles({ files, compact = false }: Props) {
  const now = useNow();
  return (
    <Stack gap="xs" align="flex-start">
      {files.map(({ id, name, path, bytes, expiresAt }) => {
        const isGone = Date.parse(expiresAt) <= now;
        return isGone ? (
          <Text key={id} size="sm" c="dimmed">
            {name} was kept until {formatDateTime(expiresAt)}
          </Text>
        ) : (
          <div key={id}>
            <Button
              component="a"
              href={path}
              download={name}
              size={compact ? 'compact-sm' : 'sm'}
              variant={compact ? 'default' : 'filled'}
              leftSection={<IconDownload size={compact ? 14 : 16} aria-hidden="true" />}
              aria-label={`Download ${name}`}
            >
              {compact ? 'Download' : name}
            </Button>
            {!compact && (
              <Text size="xs" c="dimmed" mt={4} className="tabular">
                {formatBytes(bytes)}, kept until {formatDateTime(expiresAt)}
              </Text>
            )}
          </div>
        );
      })}
    </Stack>
  );
}
