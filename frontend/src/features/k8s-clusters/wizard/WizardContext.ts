import { createContext, useContext } from 'react';
import type { DryRun } from '../form/useDryRun';
import type { FieldNote } from '../form/ResourceForm';
import type { ClusterRef } from '../urls';
import type { NewClusterVerdict } from './useNewCluster';

/** What Basic and Review need beside the resource. */
export type WizardScope = {
  readonly contexts: readonly string[];
  readonly context: string;
  readonly onContext: (context: string) => void;
  readonly check: DryRun<NewClusterVerdict>;
  /** All that stands in the way: what is missing, and what the server refuses. */
  readonly refusals: readonly FieldNote[];
  /** What the server warns of, and what we do. */
  readonly warnings: readonly FieldNote[];
  readonly autoConnect: boolean;
  readonly onAutoConnect: (autoConnect: boolean) => void;
  /** The resource as YAML, as it will be sent. */
  readonly text: string;
  readonly goTo: (step: string) => void;
  /** The draft can be read, nothing is missing, and the server accepts it as it is now. */
  readonly isReady: boolean;
  /** The cluster is there: the draft has done its work. */
  readonly onCreated: (cluster: ClusterRef) => void;
};

const Wizard = createContext<WizardScope | null>(null);

export const WizardProvider = Wizard;

export function useWizard(): WizardScope {
  const scope = useContext(Wizard);
  if (scope === null) throw new Error('Steps of the wizard stand in a <WizardProvider>.');
  return scope;
}
