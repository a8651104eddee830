import { ActionIcon, Group, Tooltip } from '@mantine/core';
import {
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
  type TablerIcon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { notifyError } from '@/shared/ui/notify';
import type { JobRow } from '../feeds/useJobs';
import { isOver } from '../model/jobWords';
import { useJobControl } from '../mutations/useJobControl';

type Props = {
  readonly job: Pick<JobRow, 'id' | 'title' | 'phase' | 'canPause' | 'canCancel'>;
  /** After it was taken off the list. */
  readonly onRemoved?: () => void;
};

/** Holds a job, lets it go on, stops it, or takes it off the list: whatever it can take now. */
export function JobControls({ job, onRemoved }: Props) {
  const [busy, setBusy] = useState(false);
  const control = useJobControl();
  const run = async (order: (id: string) => Promise<unknown>, after?: () => void) => {
    setBusy(true);
    try {
      await order(job.id);
      after?.();
    } catch (error) {
      notifyError(error);
    } finally {
      setBusy(false);
    }
  };
  const button = (
    label: string,
    Icon: TablerIcon,
    order: (id: string) => Promise<unknown>,
    after?: () => void,
  ) => (
    <Tooltip label={label}>
      <ActionIcon
        variant="default"
        aria-label={`${label}: ${job.title}`}
        disabled={busy}
        onClick={() => void run(order, after)}
      >
        <Icon size={16} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      {job.canPause && button('Pause', IconPlayerPause, control.pause)}
      {job.phase === 'PAUSED' && button('Resume', IconPlayerPlay, control.resume)}
      {job.canCancel && button('Cancel', IconPlayerStop, control.cancel)}
      {isOver(job.phase) && button('Remove from the list', IconTrash, control.remove, onRemoved)}
    </Group>
  );
}
