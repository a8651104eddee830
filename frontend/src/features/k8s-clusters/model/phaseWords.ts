import type { MantineColor } from '@mantine/core';

export type PhaseWords = {
  readonly color: MantineColor;
  /** What the operator means by it. */
  readonly meaning: string;
};

const PHASES: Readonly<Record<string, PhaseWords>> = {
  InProgress: { color: 'blue', meaning: 'The operator brings the cluster to what is asked for' },
  Completed: { color: 'green', meaning: 'The operator has nothing left to do' },
  Error: { color: 'red', meaning: 'The operator’s last attempt failed' },
  ScalingUp: { color: 'blue', meaning: 'Nodes join' },
  ScalingDown: { color: 'blue', meaning: 'Nodes leave' },
  WaitingForMigration: { color: 'yellow', meaning: 'The operator waits until data has moved' },
  RollingRestart: { color: 'blue', meaning: 'Pods restart, one batch after the other' },
  ACLSync: { color: 'blue', meaning: 'Users and roles are brought to the nodes' },
  Paused: { color: 'gray', meaning: 'The operator leaves the cluster alone' },
  Deleting: { color: 'gray', meaning: 'The cluster goes away' },
};

/** How a phase of the operator is drawn and what it means; one this version does not know is shown as it is spelled. */
export function phaseWords(phase: string): PhaseWords {
  return PHASES[phase] ?? { color: 'gray', meaning: 'A phase of the operator this version does not know' };
}

/** The phases there are, as the operator spells them. */
export const PHASE_NAMES: readonly string[] = Object.keys(PHASES);
