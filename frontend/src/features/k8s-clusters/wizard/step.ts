import type { ComponentType } from 'react';

/** A step of the wizard. Its component stands in a `<ResourceForm>` and takes nothing: it reads and writes the resource. */
export type Step = {
  readonly id: string;
  readonly label: string;
  /** The parts of the resource it owns: what is refused of them is counted at the step. */
  readonly paths: readonly string[];
  readonly Component: ComponentType;
};
