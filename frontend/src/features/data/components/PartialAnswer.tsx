import { Mark } from '@/shared/ui/Mark';
import type { ProblemList_ProblemFragment } from './ProblemList.generated';

type Props = {
  readonly answered: number;
  readonly total: number;
  readonly problems: readonly ProblemList_ProblemFragment[];
};

/** Says that not every node answered, so sums are parts of the whole. Shows nothing when all did. */
export function PartialAnswer({ answered, total, problems }: Props) {
  if (answered >= total) {
    return null;
  }
  const why = problems.map((problem) => `${problem.node ?? 'cluster'}: ${problem.message}`).join('\n');
  return (
    <Mark color="yellow" title={why === '' ? undefined : why}>
      {answered} of {total} nodes answered
    </Mark>
  );
}
