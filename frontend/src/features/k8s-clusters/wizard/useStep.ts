import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { withParam } from './addresses';
import { STEPS } from './steps';

export const STEP_PARAM = 'step';

/** The step that the address names; the first when it names none. */
export function useStep() {
  const [params, setParams] = useSearchParams();
  const asked = params.get(STEP_PARAM);
  const index = Math.max(
    0,
    STEPS.findIndex(({ id }) => id === asked),
  );
  const [visited, setVisited] = useState(index);
  if (index > visited) setVisited(index);
  return {
    index,
    /** The furthest one was. */
    visited,
    goTo: (id: string) => setParams((now) => withParam(now, STEP_PARAM, id)),
  };
}
