import type { MantineColor } from '@mantine/core';
import type { K8sOperationProgress } from '@/gql/schema';

/** The operator's kinds of operation, as people read them. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  WarmRestart: 'Warm restart',
  PodRestart: 'Pod restart',
};

export const PROGRESS_WORDS: Readonly<
  Record<K8sOperationProgress, { readonly color: MantineColor; readonly text: string }>
> = {
  ASKED: { color: 'blue', text: 'asked for' },
  RUNNING: { color: 'blue', text: 'running' },
  STUCK: { color: 'red', text: 'stuck' },
  DONE: { color: 'green', text: 'done' },
  FAILED: { color: 'red', text: 'ended with failures' },
  IGNORED: { color: 'yellow', text: 'ignored by the operator' },
};

/** Whether the operator has not ended it yet. */
export function isUnderWay(progress: K8sOperationProgress): boolean {
  return progress === 'ASKED' || progress === 'RUNNING' || progress === 'STUCK';
}
