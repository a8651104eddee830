import { Group, Progress } from '@mantine/core';
import type { IndexState } from '@/gql/schema';
import { formatRatio } from '@/shared/format/numbers';
import { isKnown } from '@/shared/lib/known';
import { Mark } from '@/shared/ui/Mark';
import { STATES } from '../model/indexWords';
import classes from './indexes.module.css';

type Props = {
  /** Of what, for screen readers. */
  readonly name: string;
  readonly state: IndexState;
  readonly progress: number | null | undefined;
};

/** Whether an index can be used, and how far its build is while it cannot. */
export function IndexStateMark({ name, state, progress }: Props) {
  const { label, color } = STATES[state];
  return (
    <Group gap="xs" wrap="nowrap">
      <Mark color={color}>{label}</Mark>
      {state === 'BUILDING' && isKnown(progress) && (
        <>
          <Progress className={classes.bar} value={progress * 100} aria-label={`Build of ${name}`} />
          <span className="tabular">{formatRatio(progress)}</span>
        </>
      )}
    </Group>
  );
}
