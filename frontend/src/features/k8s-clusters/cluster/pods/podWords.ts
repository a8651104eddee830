import type { MantineColor } from '@mantine/core';
import { isKnown } from '@/shared/lib/known';
import type { PodTable_PodFragment } from './pods.generated';

export type Words = { readonly color: MantineColor; readonly text: string };

type State =
  | Pick<NonNullable<PodTable_PodFragment['state']>, 'phase' | 'ready' | 'deleting' | 'waitingReason'>
  | null
  | undefined;

/** What holds for a pod, in a word or two; the gravest that does. */
export function podWords(state: State): Words {
  if (!isKnown(state)) {
    return { color: 'gray', text: 'not there' };
  }
  if (state.deleting) {
    return { color: 'blue', text: 'ending' };
  }
  if (isKnown(state.waitingReason)) {
    return { color: isBeginning(state.waitingReason) ? 'blue' : 'red', text: state.waitingReason };
  }
  switch (state.phase) {
    case 'Running':
      return state.ready ? { color: 'green', text: 'ready' } : { color: 'yellow', text: 'not ready' };
    case 'Pending':
      return { color: 'blue', text: 'pending' };
    case 'Failed':
      return { color: 'red', text: 'failed' };
    case 'Succeeded':
      return { color: 'gray', text: 'ended' };
    default:
      return { color: 'gray', text: 'not known' };
  }
}

/** Whether a container waits as every container does before it runs. */
function isBeginning(reason: string): boolean {
  return reason === 'ContainerCreating' || reason === 'PodInitializing';
}

/** How the last change without a restart went. */
export function dynamicWords(status: string): Words {
  switch (status) {
    case 'Applied':
      return { color: 'green', text: 'applied' };
    case 'Failed':
      return { color: 'red', text: 'failed' };
    case 'Pending':
      return { color: 'blue', text: 'pending' };
    default:
      return { color: 'gray', text: status };
  }
}

/** Enough of a hash to tell it from another one. */
export function shortHash(hash: string): string {
  return hash.slice(0, 8);
}
