import { Button, Group, Text } from '@mantine/core';
import { IconPlayerTrackNext } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { formatInt64 } from '@/shared/format/int64';
import { useUrlDialog } from '@/shared/lib/useUrlDialog';
import { ImportDialog } from '../dialogs/lazy';
import { readImport } from '../model/imports';

type Props = {
  readonly job: { readonly id: string; readonly connectionId: string };
  /** The line a new import begins with. */
  readonly line: string;
};

const DIALOGS = ['import'] as const;

/** Leads from an import that was stopped to one that goes on where it was. */
export function ResumeImport({ job, line }: Props) {
  const { dialog, open, close } = useUrlDialog(DIALOGS);
  const [kept] = useState(() => readImport(job.id, Date.now()));
  const from = formatInt64(line);
  if (kept === null) {
    return (
      <Text size="sm" c="dimmed">
        To go on, import the same file once more and begin with line {from}: this tab did not send it, or the
        gateway keeps it no longer.
      </Text>
    );
  }
  const { namespace, draft } = kept;
  const place = { connectionId: job.connectionId, namespace, set: null };
  return (
    <Group>
      <Button
        leftSection={<IconPlayerTrackNext size={16} aria-hidden="true" />}
        onClick={() => open('import')}
      >
        Go on from line {from}…
      </Button>
      <Suspense>
        {dialog === 'import' && (
          <ImportDialog place={place} initial={{ ...draft, fromLine: line }} onClose={close} />
        )}
      </Suspense>
    </Group>
  );
}
