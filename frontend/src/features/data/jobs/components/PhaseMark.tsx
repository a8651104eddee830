import type { JobPhase } from '@/gql/schema';
import { Mark } from '@/shared/ui/Mark';
import { PHASES } from '../model/jobWords';

/** How far a job is, as a word with a dot of its colour. */
export function PhaseMark({ phase }: { readonly phase: JobPhase }) {
  const { label, color } = PHASES[phase];
  return <Mark color={color}>{label}</Mark>;
}
