import { Group, Progress, Text } from '@mantine/core';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import type { JobRow } from '../feeds/useJobs';
import { doneText, isOver, PHASES } from '../model/jobWords';
import classes from './jobs.module.css';

type Props = {
  readonly job: Pick<JobRow, 'title' | 'phase' | 'done' | 'total' | 'progress'>;
  /** The bar as wide as there is room. Default: as wide as a column. */
  readonly wide?: boolean;
};

/** A bar with the records done beside it. While nobody knows how many there are, the bar only says that it goes on. */
export function JobProgress({ job, wide = false }: Props) {
  const { phase, progress } = job;
  const moves = phase === 'RUNNING' || phase === 'CANCELLING';
  const unknown = !isKnown(progress) && moves;
  return (
    <Group gap="xs" wrap="nowrap" w={wide ? '100%' : undefined}>
      <Progress
        className={wide ? classes.wideBar : classes.bar}
        value={unknown ? 100 : (progress ?? 0) * 100}
        striped={moves}
        animated={unknown}
        color={PHASES[phase].color}
        aria-label={`Progress of ${job.title}`}
      />
      <Text span inherit className={classes.numbers}>
        {doneText(job)}
        {isKnown(progress) && !isOver(phase) && ` · ${formatRatio(progress)}`}
      </Text>
    </Group>
  );
}
