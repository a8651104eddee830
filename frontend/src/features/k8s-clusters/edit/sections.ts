import type { Step } from '../wizard/step';
import { STEPS } from '../wizard/steps';
import { BASIC } from '../wizard/steps/BasicStep';

/** A part of a cluster that is edited: a step of the wizard or, without fields of its own, all of it as text. */
export type Section = Pick<Step, 'id' | 'label' | 'paths'> & Partial<Pick<Step, 'Component'>>;

export const FIRST_SECTION: Section = BASIC;

/** Not the review: what will happen stands beside all of them. */
export const SECTIONS: readonly Section[] = [
  ...STEPS.filter(({ id }) => id !== 'review'),
  { id: 'yaml', label: 'YAML', paths: [] },
];
